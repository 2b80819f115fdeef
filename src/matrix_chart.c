/*
 * matrix_chart.c
 *		From which stage to which: a heat map of families, with totals.
 */
#include "chart.h"

#include "utils/array.h"

#define STAGES 5
#define LEAST_FONT 90

/* A large one has the labels of the stages, a small one their numbers. */
typedef struct Matrix
{
	Chart chart;
	CountTable counts;
	char **stages; /* or NULL */
	int64 most;	   /* in a cell */
	int64 mark_up_to;
	int left, top, width, height; /* of the cells, and of one */
	int font;
} Matrix;

enum
{
	LOWER,
	SAME,
	HIGHER
};

static int
direction_of(int row, int column)
{
	return row == column ? SAME : column > row ? HIGHER : LOWER;
}

static int64
cell(const Matrix *matrix, int row, int column)
{
	return matrix->counts.counts[row * STAGES + column];
}

/* The sum of the cells in a row and a column, of all of them for a number below 0, or HIDDEN. */
static int64
sum_of(const Matrix *matrix, int row, int column)
{
	int64 sum = 0;

	for (int i = 0; i < STAGES; i++)
		for (int j = 0; j < STAGES; j++)
			if ((row < 0 || row == i) && (column < 0 || column == j))
			{
				if (cell(matrix, i, j) == HIDDEN)
					return HIDDEN;
				sum += cell(matrix, i, j);
			}
	return sum;
}

static int64
sum_of_direction(const Matrix *matrix, int direction)
{
	int64 sum = 0;

	for (int i = 0; i < STAGES; i++)
		for (int j = 0; j < STAGES; j++)
			if (direction_of(i, j) == direction)
			{
				if (cell(matrix, i, j) == HIDDEN)
					return HIDDEN;
				sum += cell(matrix, i, j);
			}
	return sum;
}

/* A figure in the middle of a cell, as large as it fits. */
static void
draw_figure(Matrix *matrix, int column, int row, int64 count, const char *attributes)
{
	const char *figure = chart_count_text(count);
	int font = chart_text_width(figure, matrix->font) < matrix->width - 25 ? matrix->font : LEAST_FONT;

	chart_draw(&matrix->chart,
			   "<text x='%l' y='%l' text-anchor='middle' font-size='%l'%s>%s</text>",
			   matrix->left + matrix->width * column + matrix->width / 2,
			   matrix->top + matrix->height * row + matrix->height / 2 + font * 36 / 100, font,
			   attributes, figure);
}

/* Direction by colour, number by depth and figure.  What is hidden has no depth. */
static void
draw_cell(Matrix *matrix, int row, int column)
{
	int64 count = cell(matrix, row, column);
	int x = matrix->left + matrix->width * column, y = matrix->top + matrix->height * row;
	const Fill *fill;

	if (count <= 0)
	{
		chart_draw(&matrix->chart,
				   "<rect x='%l' y='%l' width='%l' height='%l' fill='" WHITE "' stroke='" WEB
				   "' stroke-width='.5'/>",
				   x + 8, y + 8, matrix->width - 15, matrix->height - 15);
		draw_figure(matrix, column, row, count, " fill='" GREY "'");
		return;
	}
	fill = &chart_depth_fills[direction_of(row, column)][4 * count / (matrix->most + 1)];
	chart_draw(&matrix->chart, "<rect x='%l' y='%l' width='%l' height='%l' fill='%s'/>", x + 8,
			   y + 8, matrix->width - 15, matrix->height - 15, fill->colour);
	draw_figure(matrix, column, row, count, psprintf(" fill='%s'", fill->text));
	if (count <= matrix->mark_up_to)
		chart_small_mark(&matrix->chart, x + matrix->width - 10, y + 10);
}

/* A stage beside its row. */
static void
draw_row_stage(Matrix *matrix, int row)
{
	int middle = matrix->top + matrix->height * row + matrix->height / 2;
	Lines lines;

	if (matrix->stages == NULL)
	{
		chart_draw(&matrix->chart,
				   "<text x='%l' y='%l' text-anchor='end' font-size='%l' font-weight='bold'>%d</text>",
				   matrix->left - 60, middle + 34, SMALL, row + 1);
		return;
	}
	lines = chart_wrap(psprintf("%d %s", row + 1, matrix->stages[row]), matrix->left - 70, SMALL);
	chart_lines(&matrix->chart, matrix->left - 70, middle, 105, "text-anchor='end' font-size='9.5'",
				&lines);
}

static void
draw_margins(Matrix *matrix)
{
	const char *grey = " fill='" GREY "'";

	for (int i = 0; i < STAGES; i++)
	{
		draw_row_stage(matrix, i);
		chart_draw(&matrix->chart,
				   "<text x='%l' y='%l' text-anchor='middle' font-size='%l' font-weight='bold'>%d"
				   "</text>",
				   matrix->left + matrix->width * i + matrix->width / 2, matrix->top - 50, SMALL,
				   i + 1);
		draw_figure(matrix, STAGES, i, sum_of(matrix, i, -1), grey);
		draw_figure(matrix, i, STAGES, sum_of(matrix, -1, i), grey);
	}
	draw_figure(matrix, STAGES, STAGES, sum_of(matrix, -1, -1), " font-weight='bold'");
	chart_draw(&matrix->chart,
			   "<text x='%l' y='%l' text-anchor='middle' font-size='%l'%s>all</text>"
			   "<text x='%l' y='%l' text-anchor='end' font-size='%l'%s>all</text>",
			   matrix->left + matrix->width * STAGES + matrix->width / 2, matrix->top - 50, SMALL,
			   grey, matrix->left - 60, matrix->top + matrix->height * STAGES + matrix->height / 2 + 34,
			   SMALL, grey);
}

/* The three sums by direction, below the cells. */
static void
draw_sums(Matrix *matrix)
{
	static const char *const shapes[] = {"&#9660; lower", "&#9632; same", "&#9650; higher"};
	static const char *const widths[] = {"m lower", "m same", "m higher"};
	int y = matrix->top + matrix->height * (STAGES + 1) + 120;
	int x = matrix->stages == NULL ? 0 : matrix->left;

	for (int direction = HIGHER; direction >= LOWER; direction--)
	{
		const char *sum = chart_count_text(sum_of_direction(matrix, direction));

		chart_draw(&matrix->chart, "<text x='%l' y='%l' font-size='%l'>%s %s</text>", x, y, SMALL,
				   shapes[direction], sum);
		x += chart_text_width(psprintf("%s %s", widths[direction], sum), SMALL) + 70;
	}
	matrix->chart.width = Max(matrix->chart.width, x - 70);
	matrix->chart.height = y + 50;
}

static void
describe(Matrix *matrix)
{
	chart_describe(&matrix->chart,
				   "%c families: %c in a higher stage, %c in the same, %c in a lower one.",
				   sum_of(matrix, -1, -1), sum_of_direction(matrix, HIGHER),
				   sum_of_direction(matrix, SAME), sum_of_direction(matrix, LOWER));
	for (int i = 0; i < STAGES; i++)
	{
		chart_describe(&matrix->chart, " From %d", i + 1);
		if (matrix->stages != NULL)
			chart_describe(&matrix->chart, " %t", matrix->stages[i]);
		chart_describe(&matrix->chart, " to stages 1 to %d:", STAGES);
		for (int j = 0; j < STAGES; j++)
			chart_describe(&matrix->chart, "%s%c", j > 0 ? ", " : " ", cell(matrix, i, j));
		chart_describe(&matrix->chart, ".");
	}
}

/* A cell as wide as the largest figure takes, which is the sum of all. */
static int
cell_width(const Matrix *matrix, int width)
{
	int64 all = 0;

	for (int i = 0; i < STAGES * STAGES; i++)
		all += Max(matrix->counts.counts[i], 0);
	return Max(width, chart_text_width(chart_count_text(all), LEAST_FONT) + 30);
}

/* Whether large or small: where the cells are, below the title and what the columns are. */
static void
lay_out(Matrix *matrix, const char *title)
{
	bool is_large = matrix->stages != NULL;
	int width = is_large ? 3360 : 2160;
	Lines lines = chart_wrap(title, width * 8 / 9, is_large ? 120 : FONT);

	chart_begin(&matrix->chart, width);
	chart_lines(&matrix->chart, 0, 70 + Max(lines.count - 1, 0) * LINE / 2, LINE,
				is_large ? "font-weight='bold' font-size='12'" : "font-weight='bold'", &lines);
	matrix->left = is_large ? 960 : 220;
	matrix->width = cell_width(matrix, is_large ? 400 : 310);
	matrix->chart.width = Max(width, matrix->left + matrix->width * (STAGES + 1));
	matrix->height = is_large ? 300 : 200;
	matrix->font = is_large ? 120 : MEDIUM;
	matrix->top = 190 + lines.count * LINE;
	if (!is_large)
		return;
	matrix->top += 140;
	chart_draw(&matrix->chart,
			   "<text x='%l' y='%l' text-anchor='middle' font-size='%l' fill='" GREY
			   "'>stage in the most recent Star</text>",
			   matrix->left + matrix->width * STAGES / 2, matrix->top - 190, SMALL);
}

/*
 * counts bigint[]: families by start (rows) and latest stage, a NULL is hidden;
 * stages text[], title text, mark_up_to bigint may be NULL.  NULL if the first
 * is.  With the labels of the stages it is a large chart, with their numbers a
 * small one.
 */
PG_FUNCTION_INFO_V1(matrix_chart);
Datum
matrix_chart(PG_FUNCTION_ARGS)
{
	Matrix matrix = {.mark_up_to = PG_ARGISNULL(3) ? 5 : PG_GETARG_INT64(3)};
	const char *title;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	matrix.counts = chart_counts(fcinfo, 0, "counts", 2);
	if (matrix.counts.rows != STAGES || matrix.counts.columns != STAGES)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("array of counts must be %d by %d, one for each stage", STAGES, STAGES)));
	matrix.stages = PG_ARGISNULL(1) ? NULL : chart_labels(fcinfo, 1, "stages", STAGES);
	title = chart_title(fcinfo, 2, "From stage to stage");
	for (int i = 0; i < STAGES * STAGES; i++)
		matrix.most = Max(matrix.most, matrix.counts.counts[i]);
	lay_out(&matrix, title);
	draw_margins(&matrix);
	for (int i = 0; i < STAGES; i++)
		for (int j = 0; j < STAGES; j++)
			draw_cell(&matrix, i, j);
	draw_sums(&matrix);
	describe(&matrix);
	return chart_end(&matrix.chart, title);
}
