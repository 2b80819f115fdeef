# A browser looks at the dashboard that test/superset/run has imported.  Every figure that the charts receive has to be
# that of the views, whatever the filters; no chart may show an error; and who may use SQL Lab reaches no single family.
import decimal
import json
import os
import sys
import time
import urllib.parse

import psycopg2
import requests
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

superset, picture = sys.argv[1:]
PAGE = superset + "/superset/dashboard/outcomes-star/"
USER, PASSWORD = os.environ["SUPERSET_USER"], os.environ["SUPERSET_PASSWORD"]

# The figures of each chart as the views have them: its labels, the name of the figure, the figure.  {filter} chooses
# one member, {period} quarters; the matrix shows the first area.
AREA = "to_char(area_no, 'FM00 ') || area"
FIGURES = {
    "Who is in the report": (["measure"], """
        SELECT measure, figure, value FROM inclusion,
               LATERAL (VALUES ('number', number::text), ('share', percent::text),
                               ('few', CASE WHEN base < 20 AND percent IS NOT NULL THEN '*' ELSE '' END))
                   AS figures (figure, value)
        WHERE {filter}"""),
    "Activity by quarter": (["quarter_start"], """
        SELECT 1000 * extract(epoch FROM quarter_start)::bigint, figure, value FROM activity,
               LATERAL (VALUES ('families_added', families_added), ('stars_completed', stars_completed),
                               ('families_reviewed', families_reviewed)) AS figures (figure, value)
        WHERE {filter} AND {period}"""),
    "Made progress by area (% of those who could)": (["Area"], f"""
        SELECT {AREA}, figure, value FROM progress_rates,
               LATERAL (VALUES
                   ('made_progress_of_20', CASE WHEN made_progress_base >= 20 THEN made_progress_percent END),
                   ('made_progress_of_few', CASE WHEN made_progress_base < 20 THEN made_progress_percent END))
                   AS figures (figure, value)
        WHERE {{filter}}"""),
    "Mean reading, start and latest": (["Area"], f"""
        SELECT {AREA}, figure, value FROM mean_progress,
               LATERAL (VALUES ('start', start_mean), ('latest', latest_mean)) AS figures (figure, value)
        WHERE {{filter}} AND starting = 'all'"""),
    "Stage in the latest Star, families by area": (["Area"], f"""
        SELECT {AREA}, stage_label, families FROM stage_distributions
        WHERE {{filter}} AND which_star = 'latest'"""),
    "Overall change": (["change"], """
        SELECT change, figure, value FROM overall_change,
               LATERAL (VALUES ('families', families), ('families__contribution', round(percent / 100, 3)))
                   AS figures (figure, value)
        WHERE {filter} AND change <> 'all'"""),
    "From start stage to latest stage (families, one area)": (["Start stage", "Latest stage"], """
        SELECT start_stage_label, latest_stage_label, 'families', families
        FROM progress_cells WHERE {filter} AND area_no = 1"""),
    "Recorded needs, and how many improved": (["need_code", "need_label"], """
        SELECT need_code, need_label, figure, value FROM evidence_summary,
               LATERAL (VALUES ('recorded', recorded::text), ('base', base::text),
                               ('improved_share', improved_percent::text),
                               ('few', CASE WHEN base < 20 AND improved_percent IS NOT NULL THEN '*' ELSE '' END))
                   AS figures (figure, value)
        WHERE {filter} AND rule = 'default'"""),
    "Date of the figures": ([], """
        SELECT 'refreshed', (1000 * extract(epoch FROM max(refreshed_at)))::numeric(20, 2) FROM report_options"""),
}


def figures_of_views(cursor, chart, dimension, member, period):
    cursor.execute(FIGURES[chart][1].format(
        filter=cursor.mogrify("(dimension, member) = (%s, %s)", (dimension, member)).decode(), period=period))
    figures = {tuple(key): value if value in (None, "*", "") else decimal.Decimal(value) for *key, value in cursor}
    assert figures, chart
    return figures


def as_printed(value, printed):
    """a figure that Superset computed from counts, with the decimals of the same figure in a view"""
    if value is None or printed in (None, "*", ""):
        return value
    return decimal.Decimal(str(value)).quantize(decimal.Decimal(printed), rounding=decimal.ROUND_HALF_UP)


def compare(chart, data, views):
    """the rows that a chart has received with what figures_of_views says"""
    labels = FIGURES[chart][0]
    shown = {(*(row[label] for label in labels), figure): value
             for row in data for figure, value in row.items() if figure not in labels}
    assert shown.keys() == views.keys(), (chart, shown.keys() ^ views.keys())
    for key, printed in views.items():
        assert as_printed(shown[key], printed) == printed, (chart, key, shown[key], printed)


class Browser:
    def __init__(self):
        options = webdriver.ChromeOptions()
        for option in ["headless=new", "no-sandbox", "disable-gpu", "disable-dev-shm-usage",
                       "disable-background-networking", "window-size=1300,2500"]:
            options.add_argument("--" + option)
        options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
        self.driver = webdriver.Chrome(options, webdriver.ChromeService("/usr/bin/chromedriver"))

    def find(self, selector):
        return self.until(selector, lambda: self.driver.find_elements(By.CSS_SELECTOR, selector))

    def until(self, what, found, seconds=90):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            result = found()
            if result:
                return result
            time.sleep(0.2)
        self.driver.get_screenshot_as_file(picture)
        raise AssertionError(f"not found in {seconds} seconds: {what}; see {picture}")

    def open(self, address):
        self.asked = {}  # requests that are not yet answered, with the number of the chart
        self.driver.get_log("performance")
        self.driver.get(address)

    def click(self, selector):
        """what may still move, or be covered for a moment"""
        def clicked():
            try:
                self.driver.find_element(By.CSS_SELECTOR, selector).click()
                return True
            except WebDriverException:
                return False

        self.until(selector, clicked)

    def log_in(self, attempts=4):
        """again if the form forgets what was typed, as it does while the page is still being made"""
        self.open(superset + "/login/")
        if "/login" not in self.driver.current_url:  # the last attempt has come through meanwhile
            return
        self.find("#username")[0].send_keys(USER)
        self.find("#password")[0].send_keys(PASSWORD)
        self.click("button[type=submit]")
        try:
            self.until("the page after the login", lambda: "/login" not in self.driver.current_url, 30)
        except AssertionError:
            if attempts == 1:
                raise
            self.log_in(attempts - 1)

    def answers(self):
        """what the charts have received since the last call: the number of each, and its rows"""
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            parameters = message["params"]
            if message["method"] == "Network.responseReceived":
                address = urllib.parse.urlparse(parameters["response"]["url"])
                form = urllib.parse.parse_qs(address.query).get("form_data")
                if address.path == "/api/v1/chart/data" and form:
                    assert parameters["response"]["status"] == 200, parameters["response"]
                    self.asked[parameters["requestId"]] = json.loads(form[0])["slice_id"]
            elif message["method"] == "Network.loadingFinished" and parameters["requestId"] in self.asked:
                answer = self.driver.execute_cdp_cmd("Network.getResponseBody", {"requestId": parameters["requestId"]})
                yield self.asked.pop(parameters["requestId"]), json.loads(answer["body"])["result"][0]["data"]

    def wait_for(self, charts):
        """the rows that each of the charts has received when all have, and nothing is loading any more"""
        received = {}

        def complete():
            new = dict(self.answers())
            received.update(new)
            return charts <= received.keys() and not new and not self.asked and not self.driver.find_elements(
                By.CSS_SELECTOR, "[data-test=loading-indicator]")

        self.until("the answers of all charts", complete)
        errors = self.driver.find_elements(By.CSS_SELECTOR, "[role=alert], [data-test=chart-container] .ant-alert")
        assert not errors, [error.text for error in errors]
        return received

    def cells(self, chart):
        (holder,) = self.find(f'[data-test-chart-name="{chart}"]')
        return [cell.text for cell in holder.find_elements(By.CSS_SELECTOR, "tbody td")]

    def choose(self, name, value):
        """in one of the filters of the page, which are applied together"""
        (field,) = self.find("input#NATIVE_FILTER-" + name)
        field.send_keys(value)
        self.click(f'.ant-select-item-option[title="{value}"]')
        field.send_keys(Keys.ESCAPE)

    def apply(self):
        self.click("[data-test=filter-bar__apply-button]:not([disabled])")


class Requests:
    """what the same user asks by requests, in the way that doc/tools/superset.md describes"""
    def __init__(self):
        self.session = requests.Session()
        login = {"username": USER, "password": PASSWORD, "provider": "db"}
        token = self.session.post(superset + "/api/v1/security/login", json=login).json()["access_token"]
        self.session.headers.update({"Authorization": "Bearer " + token, "Referer": superset + "/"})
        self.session.headers["X-CSRFToken"] = self.get("security/csrf_token/")
        (self.database,) = (database["id"] for database in self.get("database/"))

    def get(self, path):
        answer = self.session.get(superset + "/api/v1/" + path)
        answer.raise_for_status()
        return answer.json()["result"]

    def sql_lab(self, statement):
        """the rows, or the error"""
        answer = self.session.post(superset + "/api/v1/sqllab/execute/", json={
            "database_id": self.database, "sql": statement, "runAsync": False, "client_id": os.urandom(5).hex()})
        return answer.json().get("data", answer.text)


def check_tables(browser, cursor, *whom):
    """what the charts that are tables show, as text"""
    cells = browser.cells("Who is in the report")
    cursor.execute("""
        SELECT measure, coalesce(number::text, 'N/A'), coalesce(percent::text, 'N/A'),
               CASE WHEN base < 20 AND percent IS NOT NULL THEN '*' ELSE '' END
        FROM inclusion WHERE (dimension, member) = (%s, %s) ORDER BY measure_no""", whom)
    assert cells == [cell for row in cursor for cell in row], cells
    cells = browser.cells("From start stage to latest stage (families, one area)")
    cursor.execute("SELECT families FROM mean_progress"
                   " WHERE (dimension, member) = (%s, %s) AND starting = 'all' AND area_no = 1", whom)
    assert cells[-1] == str(cursor.fetchone()[0]), cells


def check_figures(browser, cursor, charts):
    def check(answers, dimension="All", member="All", period="true"):
        for chart, number in charts.items():
            if number in answers:
                compare(chart, answers[number], figures_of_views(cursor, chart, dimension, member, period))

    every, filtered = set(charts.values()), set(charts.values()) - {charts["Date of the figures"]}
    browser.open(PAGE)
    check(browser.wait_for(every))
    check_tables(browser, cursor, "All", "All")
    browser.driver.get_screenshot_as_file(picture)
    # all members of a dimension together are all families
    for dimension, member in [("district", None), ("district", "North"), ("key worker's team", "St John's")]:
        browser.open(PAGE)
        browser.wait_for(every)
        browser.choose("dimension", dimension)
        if member:
            browser.choose("member", member)
        browser.apply()
        whom = (dimension, member) if member else ("All", "All")
        check(browser.wait_for(filtered), *whom)
        check_tables(browser, cursor, *whom)

    # the period concerns the activity alone; its filter as a link to the page sets it
    period = "2016-07-01 : 2017-01-01"
    browser.open(PAGE + "?native_filters=" + urllib.parse.quote(
        f"(NATIVE_FILTER-period:(id:NATIVE_FILTER-period,extraFormData:(time_range:'{period}'),"
        f"filterState:(value:'{period}'),ownState:()))"))
    check(browser.wait_for(every), period="quarter_start >= '2016-07-01' AND quarter_start < '2017-01-01'")


def check_rights(cursor, api):
    """SQL Lab reads the views of figures, and nothing else that is not PostgreSQL's own"""
    cursor.execute("""
        SELECT format('%I.%I', nspname, relname),
               relkind = 'v' AND nspname = 'star_report'
               AND coalesce(obj_description(c.oid, 'pg_class'), '') !~ '^(ABOUT|CLOSE TO) SINGLE FAMILIES'
        FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = relnamespace
        WHERE relkind IN ('r', 'v') AND nspname IN ('star_report', 'public')
              AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = c.oid AND deptype = 'e')""")
    relations = cursor.fetchall()
    assert {True, False} == {readable for _, readable in relations}
    for relation, readable in relations:
        answer = api.sql_lab(f"SELECT * FROM {relation} LIMIT 3")
        if readable:
            assert isinstance(answer, list) and answer, (relation, answer)
        else:
            assert "permission denied" in answer, (relation, answer)
    for statement, error in [("CREATE TABLE star_report.copied AS SELECT 1 AS one", "DML_NOT_ALLOWED"),
                             ("UPDATE public.readings SET reading = 1", "DML_NOT_ALLOWED"),
                             ("SET ROLE postgres", "permission denied to set role"),
                             ("SELECT public.refresh_star_report('star_report')", "belongs to role postgres")]:
        answer = api.sql_lab(statement)
        assert error in answer, (statement, answer)


cursor = psycopg2.connect(options="-c search_path=star_report,public").cursor()
api = Requests()
charts = {chart["slice_name"]: chart["id"] for chart in api.get("dashboard/outcomes-star/charts")}
assert charts.keys() == FIGURES.keys(), charts.keys() ^ FIGURES.keys()
browser = Browser()
try:
    browser.log_in()
    check_figures(browser, cursor, charts)
    print("test superset/figures ... ok")
    check_rights(cursor, api)
    print("test superset/rights ... ok")
finally:
    browser.driver.quit()
