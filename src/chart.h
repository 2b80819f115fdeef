/*
 * chart.h
 *		What all charts are drawn with: one printer, one palette, one way to wrap
 *		a label.
 *
 * A chart is SVG as text.  Lengths are whole tenths of a pixel, so that nothing
 * depends on how a floating-point number is printed.
 */
#ifndef CHART_H
#define CHART_H

#include "outcomestar.h"

#include "lib/stringinfo.h"

#define MOST_ROWS 100
#define MOST_COUNT INT64CONST(999999999999)
/* A count that is not shown: NULL in the array. */
#define HIDDEN (-1)

/* The width of a chart that is as wide as a page, and font sizes; no text is smaller than SMALL. */
#define PAGE_WIDTH 6880
#define FONT 110
#define MEDIUM 100
#define SMALL 95
#define LINE 125

#define INK "#0b0c0c"
#define GREY "#505a5f"
#define RULE "#b1b4b6"
#define WEB "#d5d8da"
#define BLUE "#12436d"
#define ORANGE "#f46a25"
#define RUST "#a8430f"
#define WHITE "#ffffff"

/* What is filled with a colour, and written on it; the contrast of the two is at least 4.5. */
typedef struct Fill
{
	const char *colour;
	const char *text;
} Fill;

extern const Fill chart_stage_fills[5];
extern const Fill chart_change_fills[3]; /* lower, the same, higher */
extern const Fill chart_column_fills[3];
extern const Fill chart_depth_fills[3][4]; /* lower, the same, higher; from few to many */

typedef struct Chart
{
	StringInfoData shapes;
	StringInfoData description;
	int width;
	int height;
} Chart;

typedef struct Lines
{
	int count;
	char **text;
} Lines;

/* Counts of families, row by row. */
typedef struct CountTable
{
	int rows;
	int columns;
	int64 *counts;
} CountTable;

extern void chart_begin(Chart *chart, int width);
extern void chart_draw(Chart *chart, const char *format, ...);
extern void chart_describe(Chart *chart, const char *format, ...);
extern Datum chart_end(Chart *chart, const char *title);

extern int chart_text_width(const char *text, int font_size);
extern Lines chart_wrap(const char *text, int width, int font_size);
extern void chart_lines(Chart *chart, int x, int y, int line_height, const char *attributes,
						const Lines *lines);
extern void chart_small_mark(Chart *chart, int right, int top);
extern int chart_key(Chart *chart, int left, int right, const Fill *fills, char *const *names,
					 int count);
extern char *chart_count_text(int64 count);

extern CountTable chart_counts(FunctionCallInfo fcinfo, int argument, const char *name,
							   int dimensions);
extern char **chart_labels(FunctionCallInfo fcinfo, int argument, const char *name, int count);
extern const char *chart_title(FunctionCallInfo fcinfo, int argument, const char *otherwise);

static inline const int64 *
chart_row(const CountTable *table, int row)
{
	return table->counts + (int64) row * table->columns;
}

/* The sum of a row, or HIDDEN. */
static inline int64
chart_row_total(const CountTable *table, int row)
{
	const int64 *counts = chart_row(table, row);
	int64 total = 0;

	for (int i = 0; i < table->columns; i++)
	{
		if (counts[i] == HIDDEN)
			return HIDDEN;
		total += counts[i];
	}
	return total;
}

/* part as a whole percentage of base, which is not 0, rounded half up. */
static inline int
chart_percent(int64 part, int64 base)
{
	return (int) ((200 * part + base) / (2 * base));
}

#endif /* CHART_H */
