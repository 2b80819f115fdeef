/*
 * column_chart.c
 *		Counts side by side: families by the number of areas, activity by quarter.
 */
#include "chart.h"

#include "utils/array.h"

#define MOST_SERIES 3
#define MOST_PLACES 24
#define LEFT 80
#define HEIGHT 700

typedef struct Columns
{
	Chart chart;
	CountTable counts; /* a row for each series */
	const Fill *fills;
	bool first_is_none;
	int64 most, mark_up_to;
	int group, width; /* of the columns of one place, and of one */
	int bottom;
} Columns;

/* Above its column, or upright if the column is narrower. */
static void
draw_figure(Columns *columns, int middle, int top, int64 count)
{
	const char *figure = chart_count_text(count);
	int width = chart_text_width(figure, SMALL);
	bool is_upright = width > columns->width + 20;

	if (is_upright)
		chart_draw(&columns->chart,
				   "<text x='%l' y='%l' font-size='%l' transform='rotate(-90 %l %l)'>%s</text>",
				   middle + 34, top - 30, SMALL, middle + 34, top - 30, figure);
	else
		chart_draw(&columns->chart,
				   "<text x='%l' y='%l' font-size='%l' text-anchor='middle'>%s</text>", middle,
				   top - 35, SMALL, figure);
	if (count > 0 && count <= columns->mark_up_to)
		chart_small_mark(&columns->chart, middle + width / 2 + 70, top - 110);
}

static void
draw_column(Columns *columns, int series, int place)
{
	int64 count = chart_row(&columns->counts, series)[place];
	int series_count = columns->counts.rows;
	int middle = LEFT + columns->group * place + columns->group / 2 +
				 (2 * series - series_count + 1) * (columns->width + 20) / 2;
	int height = count <= 0 ? 0 : Max(HEIGHT * count / columns->most, 8);
	const Fill *fill =
		columns->first_is_none && place == 0 ? &chart_column_fills[0] : &columns->fills[series];

	if (height > 0)
		chart_draw(&columns->chart, "<rect x='%l' y='%l' width='%l' height='%l' fill='%s'/>",
				   middle - columns->width / 2, columns->bottom - height, columns->width, height,
				   fill->colour);
	draw_figure(columns, middle, columns->bottom - height, count);
}

static void
draw_place(Columns *columns, int place, const char *label, char *const *series)
{
	Lines lines = chart_wrap(label, columns->group - 40, SMALL);
	int middle = LEFT + columns->group * place + columns->group / 2;

	chart_describe(&columns->chart, " %t:", label);
	for (int s = 0; s < columns->counts.rows; s++)
	{
		chart_describe(&columns->chart, "%s", s > 0 ? ", " : " ");
		if (series != NULL)
			chart_describe(&columns->chart, "%t ", series[s]);
		chart_describe(&columns->chart, "%c", chart_row(&columns->counts, s)[place]);
		draw_column(columns, s, place);
	}
	chart_describe(&columns->chart, ".");
	chart_lines(&columns->chart, middle, columns->bottom + 100 + (lines.count - 1) * 60, 120,
				"text-anchor='middle' font-size='9.5'", &lines);
	columns->chart.height =
		Max(columns->chart.height, columns->bottom + 80 + Max(lines.count, 1) * 120);
}

/* What the columns are counts of, and where they stand. */
static void
lay_out(Columns *columns, char *const *series)
{
	int64 widest = 0;
	int room = 150;

	for (int i = 0; i < columns->counts.rows * columns->counts.columns; i++)
		columns->most = Max(columns->most, columns->counts.counts[i]);
	widest = chart_text_width(chart_count_text(columns->most), SMALL);
	columns->group = (PAGE_WIDTH - LEFT) / columns->counts.columns;
	columns->width = columns->counts.rows == 1
						 ? Min(columns->group * 72 / 100, 720)
						 : Min(columns->group * 9 / 10 / columns->counts.rows - 20, 260);
	if (widest > columns->width + 20)
		room = widest + 60;
	columns->bottom = room + HEIGHT;
	if (series != NULL)
		columns->bottom += chart_key(&columns->chart, LEFT, PAGE_WIDTH, columns->fills, series,
									 columns->counts.rows);
}

/*
 * counts bigint[]: one row, or a row for each series, a NULL is hidden; labels
 * text[] of the columns; series text[], title text, mark_up_to bigint,
 * first_is_none boolean may be NULL.  NULL if one of the first two is.
 */
PG_FUNCTION_INFO_V1(column_chart);
Datum
column_chart(PG_FUNCTION_ARGS)
{
	Columns columns = {.mark_up_to = PG_ARGISNULL(4) ? 5 : PG_GETARG_INT64(4), .most = 1};
	char **labels, **series = NULL;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	columns.counts = chart_counts(fcinfo, 0, "counts", 0);
	if (columns.counts.rows > MOST_SERIES || columns.counts.columns > MOST_PLACES)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("array of counts has too many rows or columns for a chart"),
						errdetail("It can have %d rows, for series, and %d columns.", MOST_SERIES,
								  MOST_PLACES)));
	/* grey, blue and light blue; fewer begin with blue */
	columns.fills = &chart_column_fills[columns.counts.rows == MOST_SERIES ? 0 : 1];
	columns.first_is_none = !PG_ARGISNULL(5) && PG_GETARG_BOOL(5);
	labels = chart_labels(fcinfo, 1, "labels", columns.counts.columns);
	if (!PG_ARGISNULL(2))
		series = chart_labels(fcinfo, 2, "series", columns.counts.rows);
	chart_begin(&columns.chart, PAGE_WIDTH);
	chart_describe(&columns.chart, "Columns.");
	lay_out(&columns, series);
	chart_draw(&columns.chart, "<path d='M%l %lH%l' stroke='" RULE "'/>", LEFT, columns.bottom,
			   PAGE_WIDTH);
	for (int place = 0; place < columns.counts.columns; place++)
		draw_place(&columns, place, labels[place], series);
	return chart_end(&columns.chart, chart_title(fcinfo, 3, "Counts"));
}
