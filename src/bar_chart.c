/*
 * bar_chart.c
 *		Bars in parts: stages by area, lower, the same and higher by area, and
 *		overall change by group.
 */
#include "chart.h"

#include "utils/array.h"

#define LABEL_FONT FONT
/* The least gap between the colours of neighbours, and the least length of a part that is not 0. */
#define PART_GAP 15
#define LEAST_PART 8

/* Bars one below the other. */
typedef struct Bars
{
	Chart chart;
	const Fill *fills;
	int parts;
	int left, length, thickness;
	bool shows_percentages; /* or counts */
	int outlined;			/* so many of the parts are too pale to be seen on white */
	int64 mark_up_to; /* counts of 1 to this are marked */
	int64 least_base; /* of fewer families no percentage is shown */
	int y;			  /* where the next row begins */
} Bars;

static int64
integer_or(FunctionCallInfo fcinfo, int argument, int64 otherwise)
{
	return PG_ARGISNULL(argument) ? otherwise : PG_GETARG_INT64(argument);
}

/* "57%", or why there is none: hidden, or of nobody. */
static const char *
percent_text(const Bars *bars, int64 part, int64 base)
{
	if (part == HIDDEN || base == HIDDEN)
		return "[c]";
	if (base == 0)
		return "[z]";
	return base < bars->least_base ? "[c]" : psprintf("%d%%", chart_percent(part, base));
}

/* A bar of which something is hidden shows no length: the length of the rest would be a figure. */
static void
draw_hidden_bar(Bars *bars, int y)
{
	chart_draw(&bars->chart,
			   "<rect x='%l' y='%l' width='%l' height='%l' fill='" WHITE "' stroke='" GREY
			   "' stroke-width='.75' stroke-dasharray='3 2'/>"
			   "<text x='%l' y='%l' text-anchor='middle' font-size='%l'>[c]</text>",
			   bars->left, y, bars->length, bars->thickness, bars->left + bars->length / 2,
			   y + bars->thickness / 2 + 34, SMALL);
}

/* Where a part begins and ends, so many families before it. */
static void
place_part(const Bars *bars, int64 before, int64 count, int64 total, int *from, int *to)
{
	*from = bars->left + bars->length * before / total;
	*to = bars->left + bars->length * (before + count) / total;
	if (before + count < total)
		*to -= PART_GAP;
	*to = Max(*to, *from + LEAST_PART);
}

/* The figure of a part, if there is room for it, and the corner if it is of few. */
static void
draw_figure(Bars *bars, int part, int from, int to, int y, int64 count, int64 total)
{
	const char *figure = bars->shows_percentages ? psprintf("%d", chart_percent(count, total))
												 : chart_count_text(count);
	const char *colour = bars->fills[part].text;

	if (chart_text_width(figure, MEDIUM) + 40 <= to - from)
		chart_draw(&bars->chart, "<text x='%l' y='%l'%s>%s</text>", (from + to) / 2,
				   y + bars->thickness / 2 + 34,
				   strcmp(colour, INK) == 0 ? "" : psprintf(" fill='%s'", colour), figure);
	if (count <= bars->mark_up_to)
		chart_small_mark(&bars->chart, to, y);
}

static void
draw_bar(Bars *bars, int y, const int64 *counts, int64 total)
{
	int64 before = 0;
	int from, to;

	if (total == HIDDEN || (bars->shows_percentages && total < bars->least_base))
	{
		draw_hidden_bar(bars, y);
		return;
	}
	for (int i = 0; i < bars->parts; before += counts[i++])
	{
		place_part(bars, before, counts[i], total, &from, &to);
		if (counts[i] > 0)
			chart_draw(&bars->chart, "<rect x='%l' y='%l' width='%l' height='%l' fill='%s'%s/>",
					   from, y, to - from, bars->thickness, bars->fills[i].colour,
					   i < bars->outlined ? " stroke='" GREY "' stroke-width='.5'" : "");
	}
	chart_draw(&bars->chart, "<g text-anchor='middle' font-size='%l'>", SMALL);
	before = 0;
	for (int i = 0; i < bars->parts; before += counts[i++])
	{
		place_part(bars, before, counts[i], total, &from, &to);
		if (counts[i] > 0)
			draw_figure(bars, i, from, to, y, counts[i], total);
	}
	chart_draw(&bars->chart, "</g>");
}

/* The label of a row of this height, and how high the row has to be for it. */
static int
draw_row_label(Bars *bars, const char *label, int right, int height, bool is_bold)
{
	Lines lines = chart_wrap(label, is_bold ? right * 8 / 9 : right, LABEL_FONT);
	int needed = Max(height, lines.count * LINE);

	chart_lines(&bars->chart, right, bars->y + needed / 2, LINE,
				is_bold ? "text-anchor='end' font-weight='bold'" : "text-anchor='end'", &lines);
	return needed;
}

/* "57% 146 of 258" at the end of a row. */
static void
draw_share(Bars *bars, int middle, int64 part, int64 base)
{
	const char *percent = percent_text(bars, part, base);

	chart_draw(&bars->chart,
			   "<text x='%l' y='%l' text-anchor='end'><tspan font-weight='bold'>%s</tspan>"
			   "<tspan fill='" GREY "' font-size='10'> %c of %c</tspan></text>",
			   bars->chart.width, middle + 38, percent, part, base);
	chart_describe(&bars->chart, ", %s (%c of %c)", percent, part, base);
}

/* Labels of columns at the right, from the top down. */
static void
draw_heading(Bars *bars, int x, int y, const char *heading)
{
	chart_draw(&bars->chart,
			   "<text x='%l' y='%l' text-anchor='end' font-size='%l' fill='" GREY "'>%s</text>", x,
			   y, SMALL, heading);
}

static void
draw_nobody(Bars *bars)
{
	chart_draw(&bars->chart, "<text x='%l' y='%l'>[z]</text>", bars->left, bars->y + 120);
	chart_describe(&bars->chart, " Nobody is counted.");
	bars->y += 200;
}

static void
check_rows(const CountTable *one, const CountTable *other, const char *name)
{
	if (one->rows != other->rows || one->columns != other->columns)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("array of %s has %d by %d elements instead of %d by %d", name,
							   other->rows, other->columns, one->rows, one->columns)));
}

/* --- Stages by area: the start over the latest Star --- */

/* Percentages of a row for the description. */
static void
describe_stages(Bars *bars, const char *name, const int64 *counts, int64 total)
{
	chart_describe(&bars->chart, " %s", name);
	for (int i = 0; i < bars->parts; i++)
		chart_describe(&bars->chart, "%s%s", i > 0 ? ", " : " ",
					   percent_text(bars, total == HIDDEN ? HIDDEN : counts[i], total));
	chart_describe(&bars->chart, " of %c", total);
}

static void
draw_stage_row(Bars *bars, const char *label, const int64 *start, const int64 *latest,
			   int64 start_total, int64 latest_total)
{
	int height = 2 * bars->thickness + PART_GAP;
	int row = draw_row_label(bars, label, bars->left - 500, height, true);
	int y = bars->y + (row - height) / 2, second = y + bars->thickness + PART_GAP;

	draw_heading(bars, bars->left - 70, y + 98, "first");
	draw_bar(bars, y, start, start_total);
	draw_heading(bars, bars->left - 70, second + 98, "recent");
	draw_bar(bars, second, latest, latest_total);
	if (start_total == latest_total)
		draw_heading(bars, bars->chart.width, y + height / 2 + 34, chart_count_text(start_total));
	else
	{
		draw_heading(bars, bars->chart.width, y + 98, chart_count_text(start_total));
		draw_heading(bars, bars->chart.width, second + 98, chart_count_text(latest_total));
	}
	chart_describe(&bars->chart, " %t:", label);
	describe_stages(bars, "first", start, start_total);
	chart_describe(&bars->chart, ";");
	describe_stages(bars, "most recent", latest, latest_total);
	chart_describe(&bars->chart, ".");
	bars->y += row + 80;
}

static void
draw_stage_axis(Bars *bars)
{
	for (int percent = 0; percent <= 100; percent += 25)
		chart_draw(&bars->chart,
				   "<text x='%l' y='%l' text-anchor='middle' font-size='%l' fill='" GREY
				   "'>%d%%</text>",
				   bars->left + bars->length * percent / 100, bars->y + 80, SMALL, percent);
	bars->chart.height = bars->y + 120;
}

/* The stages by their numbers, and their labels if they are given. */
static char **
stage_names(FunctionCallInfo fcinfo, int argument, int stages)
{
	char **names = palloc(stages * sizeof(char *));
	char **labels =
		PG_ARGISNULL(argument) ? NULL : chart_labels(fcinfo, argument, "stages", stages);

	for (int i = 0; i < stages; i++)
		names[i] = labels == NULL ? psprintf("%d", i + 1) : psprintf("%d %s", i + 1, labels[i]);
	return names;
}

/*
 * start, latest bigint[]: families by area and stage, a NULL is hidden; labels
 * text[]; stages text[], title text, least_base bigint may be NULL.  NULL if one
 * of the first three is.  Areas of nobody are left out.
 */
PG_FUNCTION_INFO_V1(bar_chart_stages);
Datum
bar_chart_stages(PG_FUNCTION_ARGS)
{
	Bars bars = {.fills = chart_stage_fills, .parts = 5, .left = 2220, .length = 4180};
	CountTable start, latest;
	char **labels, **names;
	bool is_empty = true;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	start = chart_counts(fcinfo, 0, "start", 2);
	latest = chart_counts(fcinfo, 1, "latest", 2);
	if (start.columns != bars.parts)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("array of start must have %d columns, one for each stage",
							   bars.parts)));
	check_rows(&start, &latest, "latest");
	labels = chart_labels(fcinfo, 2, "labels", start.rows);
	names = stage_names(fcinfo, 3, bars.parts);
	bars.thickness = 125;
	bars.shows_percentages = true;
	bars.outlined = 2;
	bars.least_base = integer_or(fcinfo, 5, 1);
	chart_begin(&bars.chart, PAGE_WIDTH);
	chart_describe(&bars.chart, "Stacked bars, percentage of families in each stage:");
	for (int i = 0; i < bars.parts; i++)
		chart_describe(&bars.chart, "%s%t", i > 0 ? ", " : " ", names[i]);
	chart_describe(&bars.chart, ".");
	bars.y = 80 + chart_key(&bars.chart, bars.left - 1200, PAGE_WIDTH - 500, bars.fills, names,
							bars.parts);
	draw_heading(&bars, PAGE_WIDTH, 140, "families");
	for (int i = 0; i < start.rows; i++)
	{
		int64 start_total = chart_row_total(&start, i), latest_total = chart_row_total(&latest, i);

		if (start_total == 0 || latest_total == 0)
			continue;
		is_empty = false;
		draw_stage_row(&bars, labels[i], chart_row(&start, i), chart_row(&latest, i), start_total,
					   latest_total);
	}
	if (is_empty)
		draw_nobody(&bars);
	draw_stage_axis(&bars);
	return chart_end(&bars.chart,
					 chart_title(fcinfo, 4, "Families by stage, first and most recent Star"));
}

/* --- Lower, the same, higher --- */

/* One below the other in a table: what three arrays say of each row. */
static CountTable
three_columns(FunctionCallInfo fcinfo, const char *const *names)
{
	CountTable table = {0};

	for (int column = 0; column < 3; column++)
	{
		CountTable counts = chart_counts(fcinfo, column, names[column], 1);

		if (column == 0)
			table = (CountTable){counts.rows, 3, palloc(counts.rows * 3 * sizeof(int64))};
		else if (counts.rows != table.rows)
			ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
							errmsg("array of %s has %d elements instead of %d", names[column],
								   counts.rows, table.rows)));
		for (int i = 0; i < counts.rows; i++)
			table.counts[3 * i + column] = counts.counts[i];
	}
	return table;
}

static Bars
three_part_bars(char *const *names)
{
	Bars bars = {.fills = chart_change_fills, .parts = 3, .left = 2000, .length = 3560};

	bars.thickness = 180;
	chart_begin(&bars.chart, PAGE_WIDTH);
	chart_describe(&bars.chart, "Stacked bars of families: %t, %t, %t.", names[0], names[1],
				   names[2]);
	bars.y = chart_key(&bars.chart, bars.left, 5600, bars.fills, names, bars.parts) + 100;
	return bars;
}

/* A row, and in its description all of its figures. */
static void
draw_change_row(Bars *bars, const char *label, bool is_bold, const int64 *counts, int64 total,
				int64 base)
{
	int height = draw_row_label(bars, label, bars->left - 80, bars->thickness, is_bold);
	int y = bars->y + (height - bars->thickness) / 2;

	chart_describe(&bars->chart, " %t: %c, %c, %c", label, counts[0], counts[1], counts[2]);
	if (total != 0)
		draw_bar(bars, y, counts, total);
	draw_share(bars, bars->y + height / 2, counts[2], base);
	chart_describe(&bars->chart, ".");
	bars->y += height;
}

/*
 * regressed, maintained, progressed bigint[]: families by area, a NULL is
 * hidden; labels text[]; could_progress bigint[] (the base of the percentage,
 * or all), title text, mark_up_to bigint, least_base bigint may be NULL.  NULL if
 * one of the first four is.  Areas of nobody are left out.
 */
PG_FUNCTION_INFO_V1(bar_chart_progress);
Datum
bar_chart_progress(PG_FUNCTION_ARGS)
{
	static const char *const arguments[] = {"regressed", "maintained", "progressed"};
	static char *const names[] = {"lower stage", "same stage", "higher stage"};
	Bars bars;
	CountTable counts, could = {0};
	char **labels;
	bool is_empty = true;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		PG_RETURN_NULL();
	counts = three_columns(fcinfo, arguments);
	labels = chart_labels(fcinfo, 3, "labels", counts.rows);
	if (!PG_ARGISNULL(4))
	{
		could = chart_counts(fcinfo, 4, "could_progress", 1);
		check_rows(&(CountTable){counts.rows, 1, NULL}, &could, "could_progress");
	}
	bars = three_part_bars(names);
	bars.mark_up_to = integer_or(fcinfo, 6, 5);
	bars.least_base = integer_or(fcinfo, 7, 1);
	draw_heading(&bars, PAGE_WIDTH, 90, could.rows > 0 ? "made progress" : "progressed");
	draw_heading(&bars, PAGE_WIDTH, 210, could.rows > 0 ? "of those who could" : "of all");
	for (int i = 0; i < counts.rows; i++)
	{
		int64 total = chart_row_total(&counts, i);

		if (total == 0)
			continue;
		is_empty = false;
		draw_change_row(&bars, labels[i], true, chart_row(&counts, i), total,
						could.rows > 0 ? could.counts[i] : total);
		bars.y += 60;
	}
	if (is_empty)
		draw_nobody(&bars);
	bars.chart.height = bars.y;
	return chart_end(&bars.chart, chart_title(fcinfo, 5, "Families by progress in each area"));
}

/* Above the first row of a group its name. */
static void
draw_group(Bars *bars, const char *group)
{
	Lines lines = chart_wrap(group, bars->left - 80, MEDIUM);

	bars->y += 90;
	chart_lines(&bars->chart, bars->left - 80, bars->y + lines.count * LINE / 2, LINE,
				"text-anchor='end' font-size='10' fill='" GREY "'", &lines);
	bars->y += lines.count * LINE + 40;
	chart_describe(&bars->chart, " %t:", group);
}

/*
 * negative, no_change, positive bigint[]: families, a NULL is hidden; labels
 * text[]; groups text[] (what each row is one of, or NULL), title text,
 * mark_up_to bigint, least_base bigint may be NULL.  NULL if one of the first four
 * is.
 */
PG_FUNCTION_INFO_V1(bar_chart_change);
Datum
bar_chart_change(PG_FUNCTION_ARGS)
{
	static const char *const arguments[] = {"negative", "no_change", "positive"};
	static char *const names[] = {"negative", "no change", "positive"};
	Bars bars;
	CountTable counts;
	char **labels, **groups = NULL;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		PG_RETURN_NULL();
	counts = three_columns(fcinfo, arguments);
	labels = chart_labels(fcinfo, 3, "labels", counts.rows);
	if (!PG_ARGISNULL(4))
		groups = chart_labels(fcinfo, 4, "groups", counts.rows);
	bars = three_part_bars(names);
	bars.mark_up_to = integer_or(fcinfo, 6, 5);
	bars.least_base = integer_or(fcinfo, 7, 1);
	draw_heading(&bars, PAGE_WIDTH, 140, "positive");
	for (int i = 0; i < counts.rows; i++)
	{
		const char *group = groups == NULL ? "" : groups[i];
		int64 total = chart_row_total(&counts, i);

		if (*group != '\0' && (i == 0 || strcmp(group, groups[i - 1]) != 0))
			draw_group(&bars, group);
		draw_change_row(&bars, labels[i], groups != NULL && *group == '\0', chart_row(&counts, i),
						total, total);
		bars.y += 30;
	}
	bars.chart.height = bars.y + 30;
	return chart_end(&bars.chart, chart_title(fcinfo, 5, "Families by overall change"));
}
