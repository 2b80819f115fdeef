/*
 * star_chart.c
 *		The picture of a Star: the readings of all areas on spokes, those of the
 *		start under those of the latest Star.
 */
#include "chart.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/numeric.h"

#include "outcome_star.h"

/* Not all compilers have it. */
#ifndef M_PI
#define M_PI 3.14159265358979323846
#endif

#define MOST_SERIES 3
#define FEWEST_AREAS 3
#define LOWEST_SCALE 2
#define HIGHEST_SCALE 10

#define WIDTH 4260
#define CENTRE 2130
#define RADIUS 1240
#define LABEL_GAP 120
#define EDGE 20

/* Text beside a spoke: its lines, and its height. */
typedef struct Label
{
	Lines lines;
	int x, middle, height;
	const char *anchor;
} Label;

/* How a series is drawn: the start, the latest, one between. */
typedef enum Look
{
	START,
	LATEST,
	BETWEEN
} Look;

typedef struct Star
{
	Chart chart;
	int areas;
	int series;
	int highest;
	int centre;					   /* from the top; known when the labels are laid out */
	bool has_fractions;			   /* are values printed with a decimal? */
	const char *missing;		   /* what stands for a value that is not there */
	char **labels;				   /* of the areas */
	const char *name[MOST_SERIES]; /* of the series */
	Look look[MOST_SERIES];
	double value[MOST_SERIES][MOST_AREAS]; /* NaN: not there */
	int tenths[MOST_SERIES][MOST_AREAS];   /* as printed */
} Star;

static const char *const lines_of[] = {
	"fill='none' stroke='" ORANGE "' stroke-width='2' stroke-dasharray='5 3'",
	"stroke='" BLUE "' stroke-width='2.25'", "fill='none' stroke='" GREY "' stroke-width='1.25'"};

/* To the nearest tenth; the last digits of a C library do not decide. */
static int
to_tenths(double length)
{
	return (int) floor(length + 0.5 + 1e-6);
}

static double
angle(const Star *star, double spoke)
{
	return 2 * M_PI * spoke / star->areas;
}

static int
point_x(const Star *star, double spoke, double length)
{
	return CENTRE + to_tenths(length * sin(angle(star, spoke)));
}

static int
point_y(const Star *star, double spoke, double length)
{
	return star->centre - to_tenths(length * cos(angle(star, spoke)));
}

static bool
is_there(const Star *star, int series, int area)
{
	return !isnan(star->value[series][area]);
}

/* "7", "7.3", or what stands for nothing */
static const char *
value_text(const Star *star, int series, int area)
{
	int tenths = star->tenths[series][area];

	if (!is_there(star, series, area))
		return star->missing;
	return star->has_fractions ? psprintf("%d.%d", tenths / 10, tenths % 10)
							   : psprintf("%d", tenths / 10);
}

/* A label: beside its spoke, or above or below the star, as wide as there is room. */
static Label
make_label(const Star *star, int area)
{
	Label label = {.anchor = "middle"};
	double sine = sin(angle(star, area));
	int room = 2 * (point_x(star, 1, RADIUS + LABEL_GAP) - CENTRE) - LABEL_GAP;

	label.x = point_x(star, area, RADIUS + LABEL_GAP);
	label.middle = point_y(star, area, RADIUS + LABEL_GAP);
	if (fabs(sine) > 0.01)
	{
		label.anchor = sine > 0 ? "start" : "end";
		room = Min(sine > 0 ? WIDTH - label.x : label.x, 1100) - EDGE;
	}
	label.lines = chart_wrap(star->labels[area], Max(Min(room, 1100), 400), FONT);
	label.height = (label.lines.count + 1) * LINE;
	if (fabs(sine) <= 0.01)
		label.middle += area == 0 ? 30 - label.height / 2 : label.height / 2 - 30;
	return label;
}

/* Labels of one side that would cover each other move away from the middle, up (-1) or down (1). */
static void
move_apart(Label *labels, int from, int to, int direction)
{
	int step = from < to ? 1 : -1;

	for (int i = from; i != to; i += step)
	{
		const Label *nearer = &labels[i];
		Label *farther = &labels[i + step];
		int apart = (nearer->height + farther->height) / 2 + 20;

		if ((farther->middle - nearer->middle) * direction < apart &&
			strcmp(nearer->anchor, farther->anchor) == 0)
			farther->middle = nearer->middle + direction * apart;
	}
}

/* Where all labels are, seen from the centre; then how high the chart has to be. */
static Label *
lay_out(Star *star)
{
	Label *labels = palloc(star->areas * sizeof(Label));
	int last = star->areas - 1, right = star->areas / 4, left = Min(star->areas - right, last);
	int top = 0, bottom = 0;

	star->centre = 0;
	for (int i = 0; i < star->areas; i++)
		labels[i] = make_label(star, i);
	move_apart(labels, right, 0, -1);
	move_apart(labels, left, last, -1);
	move_apart(labels, right, star->areas / 2, 1);
	move_apart(labels, left, (star->areas + 1) / 2, 1);
	for (int i = 0; i < star->areas; i++)
	{
		top = Min(top, labels[i].middle - labels[i].height / 2);
		bottom = Max(bottom, labels[i].middle + labels[i].height / 2);
	}
	star->centre = EDGE - top;
	star->chart.height = star->centre + bottom + 3 * EDGE;
	return labels;
}

/* A line from area to area, closed, or broken where a value is not there. */
static void
draw_series(Star *star, int series)
{
	int first = -1, present = 0;

	for (int i = 0; i < star->areas; i++)
	{
		present += is_there(star, series, i);
		if (!is_there(star, series, i))
			first = i;
	}
	if (present == 0)
		return;
	chart_draw(&star->chart, "<path d='");
	for (int n = 1; n <= star->areas; n++)
	{
		int i = (first + n) % star->areas;
		double length;

		if (!is_there(star, series, i))
			continue;
		length = RADIUS * star->value[series][i] / star->highest;
		chart_draw(&star->chart, "%s%l %l",
				   n == 1 || !is_there(star, series, (i + star->areas - 1) % star->areas) ? "M" : "L",
				   point_x(star, i, length), point_y(star, i, length));
	}
	chart_draw(&star->chart, "%s' stroke-linejoin='round' %s %s/>",
			   present == star->areas ? "z" : "", lines_of[star->look[series]],
			   star->look[series] != LATEST		 ? ""
			   : present == star->areas ? "fill='" BLUE "' fill-opacity='.13'"
										: "fill='none'");
}

static void
draw_marker(Star *star, Look look, int x, int y)
{
	if (look == LATEST)
		chart_draw(&star->chart,
				   "<circle cx='%l' cy='%l' r='3.75' fill='" BLUE "' stroke='" WHITE
				   "' stroke-width='.75'/>",
				   x, y);
	else if (look == START)
		chart_draw(&star->chart,
				   "<path d='M%l %ll4.2 4.2l-4.2 4.2l-4.2-4.2z' fill='" WHITE "' stroke='" RUST
				   "' stroke-width='1.5'/>",
				   x, y - 42);
	else
		chart_draw(&star->chart,
				   "<path d='M%l %lh6v6h-6z' fill='" WHITE "' stroke='" GREY
				   "' stroke-width='1.25'/>",
				   x - 30, y - 30);
}

/* The spokes, and a ring for each second reading, or each of a scale of few. */
static void
draw_web(Star *star)
{
	int step = star->highest > 5 ? 2 : 1;

	chart_draw(&star->chart, "<g fill='none' stroke='" WEB "'>");
	for (int ring = step; ring <= star->highest; ring += step)
	{
		chart_draw(&star->chart, "<path d='");
		for (int i = 0; i < star->areas; i++)
			chart_draw(&star->chart, "%s%l %l", i == 0 ? "M" : "L",
					   point_x(star, i, (double) RADIUS * ring / star->highest),
					   point_y(star, i, (double) RADIUS * ring / star->highest));
		chart_draw(&star->chart, "z'%s/>", ring == star->highest ? " stroke='" RULE "'" : "");
	}
	chart_draw(&star->chart, "<path d='");
	for (int i = 0; i < star->areas; i++)
		chart_draw(&star->chart, "M%l %lL%l %l", CENTRE, star->centre, point_x(star, i, RADIUS),
				   point_y(star, i, RADIUS));
	chart_draw(&star->chart, "'/></g>");
}

/* What the rings stand for, half-way between the first two spokes. */
static void
draw_scale(Star *star)
{
	int step = star->highest > 5 ? 2 : 1;

	chart_draw(&star->chart,
			   "<g font-size='%l' fill='" GREY "' stroke='" WHITE
			   "' stroke-width='2.5' paint-order='stroke' text-anchor='middle'>",
			   SMALL);
	for (int ring = step; ring <= star->highest; ring += step)
	{
		double length = RADIUS * ring * cos(M_PI / star->areas) / star->highest;

		chart_draw(&star->chart, "<text x='%l' y='%l'>%d</text>", point_x(star, 0.5, length),
				   point_y(star, 0.5, length) + 30, ring);
	}
	chart_draw(&star->chart, "</g>");
}

static void
draw_label(Star *star, int area, const Label *label)
{
	int y = star->centre + label->middle - (label->height - LINE) / 2;
	const char *anchor = psprintf("text-anchor='%s'", label->anchor);

	chart_lines(&star->chart, label->x, y + (label->lines.count - 1) * LINE / 2, LINE, anchor,
				&label->lines);
	y += label->lines.count * LINE + 38;
	chart_draw(&star->chart, "<text x='%l' y='%l' %s font-weight='bold'>", label->x, y, anchor);
	chart_describe(&star->chart, " %t:", star->labels[area]);
	for (int s = 0; s < star->series; s++)
	{
		chart_draw(&star->chart, "%s%t", s > 0 ? " &#8594; " : "", value_text(star, s, area));
		chart_describe(&star->chart, "%s%t", s > 0 ? " to " : " ", value_text(star, s, area));
	}
	chart_draw(&star->chart, "</text>");
	chart_describe(&star->chart, "%s", area == star->areas - 1 ? "." : ";");
}

/* Which line is which, one beside the other if there is room. */
static void
draw_key(Star *star)
{
	int widths[MOST_SERIES] = {0}, all = 0, x, y = star->chart.height + 60;
	bool is_in_one_line;

	for (int s = 0; s < star->series; s++)
		all += widths[s] = 360 + chart_text_width(star->name[s], MEDIUM) + 200;
	is_in_one_line = all <= WIDTH;
	x = is_in_one_line ? (WIDTH - all + 200) / 2 : 400;
	for (int s = 0; s < star->series; s++)
	{
		Lines lines = chart_wrap(star->name[s], WIDTH - 800, MEDIUM);

		chart_draw(&star->chart, "<path d='M%l %lh30' %s/>", x, y, lines_of[star->look[s]]);
		draw_marker(star, star->look[s], x + 150, y);
		chart_lines(&star->chart, x + 360, y + Max(lines.count - 1, 0) * LINE / 2, LINE,
					"font-size='10'", &lines);
		if (is_in_one_line)
			x += widths[s];
		else
			y += 50 + Max(lines.count, 1) * LINE;
	}
	star->chart.height = y + (is_in_one_line ? 100 : 0);
}

static Datum
draw_star(Star *star, const char *title)
{
	Label *labels = lay_out(star);

	chart_describe(&star->chart, "Radar chart, scale 0 to %d:", star->highest);
	for (int s = 0; s < star->series; s++)
		chart_describe(&star->chart, "%s%t", s > 0 ? " to " : " ", star->name[s]);
	chart_describe(&star->chart, ".");
	draw_web(star);
	for (int s = star->series - 1; s >= 0; s--)
		draw_series(star, s);
	draw_scale(star);
	for (int s = star->series - 1; s >= 0; s--)
		for (int i = 0; i < star->areas; i++)
			if (is_there(star, s, i))
			{
				double length = RADIUS * star->value[s][i] / star->highest;

				draw_marker(star, star->look[s], point_x(star, i, length),
							point_y(star, i, length));
			}
	for (int i = 0; i < star->areas; i++)
		draw_label(star, i, &labels[i]);
	draw_key(star);
	return chart_end(&star->chart, title);
}

static void
take_value(Star *star, int area, Datum value)
{
	Datum lowest = NumericGetDatum(int64_to_numeric(0));
	Datum highest = NumericGetDatum(int64_to_numeric(star->highest));
	Datum printed;

	/* NaN is greater than any number */
	if (DatumGetBool(DirectFunctionCall2(numeric_lt, value, lowest)) ||
		DatumGetBool(DirectFunctionCall2(numeric_gt, value, highest)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("value %.20s is out of range for a Star chart",
						DatumGetCString(DirectFunctionCall1(numeric_out, value))),
				 errdetail("Its scale is from 0 to %d.", star->highest)));
	/* numeric rounds half away from zero, once */
	printed = DirectFunctionCall2(numeric_mul, value, NumericGetDatum(int64_to_numeric(10)));
	star->value[star->series][area] =
		DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow, value));
	star->tenths[star->series][area] = DatumGetInt32(DirectFunctionCall1(numeric_int4, printed));
	star->has_fractions |= floor(star->value[star->series][area]) != star->value[star->series][area];
}

/* The readings of an outcome_star; a contradiction counts as none. */
static void
take_readings(FunctionCallInfo fcinfo, int argument, const char *name, Star *star)
{
	OutcomeStar readings = readings_only(PG_GETARG_OUTCOME_STAR(argument));

	if (highest_area(readings) > star->areas)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("%s Star has a reading in area %d, but the array of labels has %d "
							   "elements",
							   name, highest_area(readings), star->areas)));
	for (int i = 0; i < star->areas; i++)
		if (held_in_area(readings, i + 1) != NO_READING)
			take_value(star, i,
					   NumericGetDatum(int64_to_numeric(held_in_area(readings, i + 1))));
}

static void
take_numbers(FunctionCallInfo fcinfo, int argument, const char *name, Star *star)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(argument);
	Datum *elements;
	bool *nulls;
	int count;

	if (ARR_NDIM(array) != 1 || ARR_DIMS(array)[0] != star->areas)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("array of %s must have one dimension and %d elements", name,
							   star->areas)));
	deconstruct_array(array, NUMERICOID, -1, false, TYPALIGN_INT, &elements, &nulls, &count);
	for (int i = 0; i < count; i++)
		if (!nulls[i])
			take_value(star, i, elements[i]);
}

typedef void (*Take)(FunctionCallInfo fcinfo, int argument, const char *name, Star *star);

enum
{
	ARG_START,
	ARG_LATEST,
	ARG_LABELS,
	ARG_HIGHEST,
	ARG_TITLE,
	ARG_NAMES,
	ARG_MISSING,
	ARG_MIDDLE
};

static void
take_series(FunctionCallInfo fcinfo, int argument, const char *name, Look look, Take take,
			Star *star)
{
	if (PG_ARGISNULL(argument))
		return;
	star->look[star->series] = look;
	for (int i = 0; i < star->areas; i++)
		star->value[star->series][i] = get_float8_nan();
	take(fcinfo, argument, name, star);
	star->series++;
}

static void
take_labels(FunctionCallInfo fcinfo, Star *star)
{
	ArrayType *labels = PG_GETARG_ARRAYTYPE_P(ARG_LABELS);

	star->areas = ArrayGetNItems(ARR_NDIM(labels), ARR_DIMS(labels));
	if (star->areas < FEWEST_AREAS || star->areas > MOST_AREAS)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("array of labels has %d elements", star->areas),
						errdetail("A Star chart has %d to %d areas.", FEWEST_AREAS, MOST_AREAS)));
	star->labels = chart_labels(fcinfo, ARG_LABELS, "labels", star->areas);
}

static void
take_names(FunctionCallInfo fcinfo, Star *star)
{
	static char *const in_two[] = {"First Star", "Most recent Star"};
	static char *const in_three[] = {"First Star", "Star between", "Most recent Star"};
	const int count = star->series;
	char *const *names = count == 2 ? in_two : in_three;

	if (!PG_ARGISNULL(ARG_NAMES))
		names = chart_labels(fcinfo, ARG_NAMES, "names", count);
	for (int s = 0; s < Min(count, MOST_SERIES); s++)
		star->name[s] = names[s];
}

static Datum
star_chart(FunctionCallInfo fcinfo, Take take)
{
	Star star = {.highest = HIGHEST_SCALE};

	if (PG_ARGISNULL(ARG_START) || PG_ARGISNULL(ARG_LATEST) || PG_ARGISNULL(ARG_LABELS))
		PG_RETURN_NULL();
	if (!PG_ARGISNULL(ARG_HIGHEST))
		star.highest = PG_GETARG_INT32(ARG_HIGHEST);
	if (star.highest < LOWEST_SCALE || star.highest > HIGHEST_SCALE)
		ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						errmsg("highest reading %d is out of range for a Star chart", star.highest),
						errdetail("The scale of a Star chart ends at %d to %d.", LOWEST_SCALE,
								  HIGHEST_SCALE)));
	chart_begin(&star.chart, WIDTH);
	take_labels(fcinfo, &star);
	take_series(fcinfo, ARG_START, "start", START, take, &star);
	take_series(fcinfo, ARG_MIDDLE, "middle", BETWEEN, take, &star);
	take_series(fcinfo, ARG_LATEST, "latest", LATEST, take, &star);
	take_names(fcinfo, &star);
	star.missing = chart_title(fcinfo, ARG_MISSING, "[x]");
	return draw_star(&star, chart_title(fcinfo, ARG_TITLE, "Readings by outcome area"));
}

/*
 * Arguments of both: start and latest readings by area, labels of the areas, and
 * of these each may be NULL: the highest reading (10), the title, the names of
 * the two or three Stars from start to latest, what stands for a value that is
 * NULL ('[x]'), and readings between the two.  NULL if one of the first three
 * is.  Arrays of another length are an error (22023), a value out of the scale
 * too (22003).
 */
SHORT_FUNCTION(star_chart_of_numbers, return star_chart(fcinfo, take_numbers))
SHORT_FUNCTION(star_chart_of_stars, return star_chart(fcinfo, take_readings))
