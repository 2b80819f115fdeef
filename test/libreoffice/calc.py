"""LibreOffice without a screen, with a profile of its own in HOME, reached by a pipe alone.  What a person does by
mouse is done by UNO, its interface for programs."""
import os
import pathlib
import signal
import subprocess
import sys
import threading
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.sheet.DataImportMode import QUERY, TABLE
from com.sun.star.sheet.DataPilotFieldOrientation import DATA
from com.sun.star.sheet.GeneralFunction import SUM
from com.sun.star.table import CellAddress
from com.sun.star.util.NumberFormat import DATE

HOME = pathlib.Path(os.environ["HOME"])


def properties(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


class LibreOffice:
    def __enter__(self):
        pipe = f"pipe,name={HOME.name};urp"
        self.process = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", "--nodefault", f"--accept={pipe};",
             f"-env:UserInstallation={(HOME / 'profile').as_uri()}"],
            stderr=(HOME / "log").open("w"), start_new_session=True)
        self.patience = threading.Timer(240, self.kill)
        self.patience.start()
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        while self.process.poll() is None:
            try:
                self.context = resolver.resolve(f"uno:{pipe};StarOffice.ComponentContext")
                self.desktop = self.service("com.sun.star.frame.Desktop")
                return self
            except NoConnectException:
                time.sleep(0.1)
        self.patience.cancel()
        sys.exit("LibreOffice did not start:\n" + (HOME / "log").read_text())

    def __exit__(self, failure, *_):
        if failure is None:
            self.desktop.terminate()
            self.process.wait()
        else:
            self.kill()
        self.patience.cancel()

    def kill(self):
        """With what starts it again when it has crashed."""
        os.killpg(self.process.pid, signal.SIGKILL)

    def service(self, name):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def register(self, name, user, queries):
        """The ODBC data source of this name, in a database file with queries, under which Calc knows it.  What it
        lists."""
        databases = self.service("com.sun.star.sdb.DatabaseContext")
        source = databases.createInstance()
        source.URL, source.User = f"sdbc:odbc:{name}", user
        for query, command in queries.items():
            definition = source.QueryDefinitions.createInstance()
            definition.Command, definition.EscapeProcessing = command, False  # Run SQL command directly
            source.QueryDefinitions.insertByName(query, definition)
        source.DatabaseDocument.storeAsURL((HOME / f"{name}.odb").as_uri(), ())
        databases.registerObject(name, source)
        connection = source.getConnection(user, "")
        listed = connection.Tables.ElementNames
        connection.close()
        return listed

    def open(self, url="private:factory/scalc"):
        return self.desktop.loadComponentFromURL(url, "_blank", 0, properties(Hidden=True))


def cells(sheet):
    """The rows of what is filled: a number is a float, an empty cell an empty text."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    end = cursor.RangeAddress
    return sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow).DataArray


def is_date(document, sheet, column):
    """Whether the first number of a column is shown as a date."""
    for line, row in enumerate(cells(sheet)):
        if isinstance(row[column], float):
            key = sheet.getCellByPosition(column, line).NumberFormat
            return bool(document.NumberFormats.getByKey(key).Type & DATE)
    return False


def import_view(document, sheet, database, view):
    """A view, by its whole name, dragged to cell A1: that makes a range which can be refreshed."""
    cell = sheet.getCellRangeByName("A1")
    document.DatabaseRanges.addNewByName(sheet.Name, cell.RangeAddress)
    cell.doImport(properties(DatabaseName=database, SourceType=TABLE, SourceObject=view))


def new_pivot(sheet, database, query, orientations):
    """A pivot table in A1, of a query of the database: fields, and where they are dragged."""
    descriptor = sheet.DataPilotTables.createDataPilotDescriptor()
    descriptor.ImportDescriptor = properties(DatabaseName=database, SourceType=QUERY, SourceObject=query)
    for field in descriptor.getDataPilotFields():
        if field.Name in orientations:
            field.Orientation = orientations[field.Name]
            if field.Orientation == DATA:
                field.Function = SUM
    sheet.DataPilotTables.insertNewByName(query, CellAddress(sheet.RangeAddress.Sheet, 0, 0), descriptor)


def pivot(sheet):
    return sheet.DataPilotTables.getByIndex(0)


def pivot_cells(sheet):
    area = pivot(sheet).OutputRange
    return sheet.getCellRangeByPosition(area.StartColumn, area.StartRow, area.EndColumn, area.EndRow).DataArray


def filter_pivot(sheet, field, value):
    """Chooses one value in the list of a field."""
    for found in pivot(sheet).getDataPilotFields():
        if found.Name == field:
            for item in found.Items:
                item.IsHidden = item.Name != value


def refresh(document):
    """Data, Refresh Range, and Data, Pivot Table, Refresh, for each."""
    for area in document.DatabaseRanges:
        area.refresh()
    for sheet in document.Sheets:
        for table in sheet.DataPilotTables:
            table.refresh()
