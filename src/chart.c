/*
 * chart.c
 *		What all charts are drawn with.
 *
 * Colours: blue and orange of the Government Analysis Function's palette.
 * Direction is hue (blue higher, grey the same, orange lower), number is depth.
 */
#include "chart.h"

#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"

#define MOST_CHARACTERS 200

const Fill chart_stage_fills[5] = {
	{"#edf1f5", INK}, {"#b9d3ec", INK}, {"#6bace6", INK}, {"#2073bc", WHITE}, {BLUE, WHITE}};
const Fill chart_change_fills[3] = {{ORANGE, INK}, {"#cfd4d8", INK}, {BLUE, WHITE}};
const Fill chart_column_fills[3] = {{"#a4acb3", INK}, {BLUE, WHITE}, {"#6bace6", INK}};
const Fill chart_depth_fills[3][4] = {
	{{"#fde3d5", INK}, {"#fab791", INK}, {ORANGE, INK}, {"#b0410b", WHITE}},
	{{"#eceeef", INK}, {"#cfd4d8", INK}, {"#a4acb3", INK}, {GREY, WHITE}},
	{{"#dbe9f6", INK}, {"#a3c8ea", INK}, {"#2073bc", WHITE}, {BLUE, WHITE}}};

/*
 * How wide the printable characters of ASCII are in Arial, and so in
 * Liberation Sans and Helvetica, in eighteenths of the font size, from 'a' for
 * 0; no letter of these fonts is wider than a W.
 */
static const char widths[] = "ffhkkqmegghlfgffkkkkkkkkkkfflllktmmnnmlonfjmkpnomonmlnmrmmlfffjkg"
							 "kkjkkfkkeejepkkkkgjfkjnjjjgfgl";
#define OTHER_WIDTH 14
#define BROAD_WIDTH 18

/*
 * A character of the database's encoding that XML does not allow, or that turns
 * the direction of the text that follows it: a space stands for it.
 */
static bool
is_forbidden(const char *character, int length)
{
	const unsigned char *bytes = (const unsigned char *) character;

	if (length == 1)
		return bytes[0] < ' ' || bytes[0] == 0x7f;
	if (GetDatabaseEncoding() != PG_UTF8)
		return false;
	if (length == 2) /* U+0080 to U+009F */
		return bytes[0] == 0xc2 && bytes[1] < 0xa0;
	if (length == 3 && bytes[0] == 0xe2 && bytes[1] == 0x80) /* U+202A to U+202E */
		return bytes[2] >= 0xaa && bytes[2] <= 0xae;
	if (length == 3 && bytes[0] == 0xe2 && bytes[1] == 0x81) /* U+2066 to U+2069 */
		return bytes[2] >= 0xa6 && bytes[2] <= 0xa9;
	/* U+FFFE and U+FFFF */
	return length == 3 && bytes[0] == 0xef && bytes[1] == 0xbf && bytes[2] >= 0xbe;
}

/* Text from data, so that it is text and nothing else, in an element or in an attribute. */
static void
print_escaped(StringInfo to, const char *text)
{
	for (int length; *text != '\0'; text += length)
	{
		length = pg_mblen(text);
		if (is_forbidden(text, length))
			appendStringInfoChar(to, ' ');
		else if (*text == '&')
			appendStringInfoString(to, "&amp;");
		else if (*text == '<')
			appendStringInfoString(to, "&lt;");
		else if (*text == '>')
			appendStringInfoString(to, "&gt;");
		else if (*text == '"')
			appendStringInfoString(to, "&quot;");
		else if (*text == '\'')
			appendStringInfoString(to, "&#39;");
		else
			appendBinaryStringInfo(to, text, length);
	}
}

/* A length, in pixels. */
static void
print_length(StringInfo to, int tenths)
{
	if (tenths < 0)
		appendStringInfoChar(to, '-');
	tenths = abs(tenths);
	appendStringInfo(to, "%d", tenths / 10);
	if (tenths % 10 != 0)
		appendStringInfo(to, ".%d", tenths % 10);
}

/* A count with commas between thousands, or the mark of one that is not shown. */
char *
chart_count_text(int64 count)
{
	if (count == HIDDEN)
		return "[c]";
	if (count < 1000)
		return psprintf("%d", (int) count);
	return psprintf("%s,%03d", chart_count_text(count / 1000), (int) (count % 1000));
}

/*
 * The one printer.  %l a length, %c a count, %d an int, %s markup of ours,
 * %t text from data, to be escaped, %% a percent sign.
 */
static void
print(StringInfo to, const char *format, va_list *arguments)
{
	for (; *format != '\0'; format++)
	{
		if (*format != '%')
		{
			appendStringInfoChar(to, *format);
			continue;
		}
		switch (*++format)
		{
			case 'l':
				print_length(to, va_arg(*arguments, int));
				break;
			case 'c':
				appendStringInfoString(to, chart_count_text(va_arg(*arguments, int64)));
				break;
			case 'd':
				appendStringInfo(to, "%d", va_arg(*arguments, int));
				break;
			case 's':
				appendStringInfoString(to, va_arg(*arguments, const char *));
				break;
			case 't':
				print_escaped(to, va_arg(*arguments, const char *));
				break;
			case '%':
				appendStringInfoChar(to, '%');
				break;
			default:
				elog(ERROR, "unknown conversion %%%c", *format);
		}
	}
}

void
chart_draw(Chart *chart, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	print(&chart->shapes, format, &arguments);
	va_end(arguments);
}

/* Adds to the description, in which all figures of the chart stand. */
void
chart_describe(Chart *chart, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	print(&chart->description, format, &arguments);
	va_end(arguments);
}

void
chart_begin(Chart *chart, int width)
{
	initStringInfo(&chart->shapes);
	initStringInfo(&chart->description);
	chart->width = width;
	chart->height = 0;
}

/* What a function returns: the SVG, its height as it has been set. */
Datum
chart_end(Chart *chart, const char *title)
{
	Chart svg;

	chart_begin(&svg, chart->width);
	chart_draw(&svg,
			   "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %l %l' width='%l' height='%l' "
			   "role='img'><title>%t</title><desc>%s</desc><g font-family='Arial,Liberation Sans,"
			   "Helvetica,sans-serif' font-size='%l' fill='" INK "'>%s</g></svg>",
			   chart->width, chart->height, chart->width, chart->height, title,
			   chart->description.data, FONT, chart->shapes.data);
	return PointerGetDatum(cstring_to_text_with_len(svg.shapes.data, svg.shapes.len));
}

static int
character_width(const char *character)
{
	if (*character >= ' ' && *character <= '~')
		return widths[*character - ' '] - 'a';
	switch (pg_dsplen(character))
	{
		case 0:
			return 0;
		case 1:
			return OTHER_WIDTH;
		default:
			return BROAD_WIDTH;
	}
}

/* How wide a text is, or a little less; bold letters are up to an eighth wider. */
int
chart_text_width(const char *text, int font_size)
{
	int eighteenths = 0;

	for (; *text != '\0'; text += pg_mblen(text))
		eighteenths += character_width(text);
	return eighteenths * font_size / 18;
}

/* Where a line of a text ends that is no wider than this: after a word, or within one that is
 * wider. */
static const char *
end_of_line(const char *text, int width, int font_size)
{
	const char *end = text, *word_end = NULL;
	int eighteenths = 0;

	while (*end != '\0')
	{
		eighteenths += character_width(end);
		if (eighteenths * font_size / 18 > width && end > text)
			break;
		if (*end == ' ')
			word_end = end;
		end += pg_mblen(end);
	}
	return *end == '\0' || *end == ' ' || word_end == NULL ? end : word_end;
}

/* A text in lines of at most this width. */
Lines
chart_wrap(const char *text, int width, int font_size)
{
	Lines lines = {0, palloc((strlen(text) + 1) * sizeof(char *))};

	for (;;)
	{
		const char *end;

		while (*text == ' ')
			text++;
		if (*text == '\0')
			return lines;
		end = end_of_line(text, width, font_size);
		lines.text[lines.count++] = pnstrdup(text, end - text);
		text = end;
	}
}

/* Lines of text one below the other, the middle of them all at y. */
void
chart_lines(Chart *chart, int x, int y, int line_height, const char *attributes, const Lines *lines)
{
	int baseline = y - (lines->count - 1) * line_height / 2 + 38;

	for (int i = 0; i < lines->count; i++)
		chart_draw(chart, "<text x='%l' y='%l' %s>%t</text>", x, baseline + i * line_height,
				   attributes, lines->text[i]);
}

/* The corner that marks a count of few families, also in grey print. */
void
chart_small_mark(Chart *chart, int right, int top)
{
	chart_draw(chart,
			   "<path d='M%l %lh5v5z' fill='" INK "' stroke='" WHITE "' stroke-width='.5'/>",
			   right - 50, top);
}

/* What the colours mean, in as many lines as it takes; returns how high it is. */
int
chart_key(Chart *chart, int left, int right, const Fill *fills, char *const *names, int count)
{
	int x = left, y = 40;

	for (int i = 0; i < count; i++)
	{
		Lines lines = chart_wrap(names[i], right - left - 160, MEDIUM);
		int width = 160;

		for (int n = 0; n < lines.count; n++)
			width = Max(width, 160 + chart_text_width(lines.text[n], MEDIUM));
		if (x > left && x + width > right)
		{
			x = left;
			y += 180;
		}
		chart_draw(chart,
				   "<rect x='%l' y='%l' width='12' height='12' fill='%s' stroke='" GREY
				   "' stroke-width='.75'/>",
				   x, y, fills[i].colour);
		chart_lines(chart, x + 160, y + 60 + (lines.count - 1) * LINE / 2, LINE, "font-size='10'",
					&lines);
		y += Max(lines.count - 1, 0) * LINE;
		x += width + 200;
	}
	return y + 200;
}

/*
 * An array of counts, of one dimension (a row of one column for each) or two; of
 * one or two if dimensions is 0, where one dimension is one row.  Anything else
 * is an error (22023), a count out of range too (22003).
 */
CountTable
chart_counts(FunctionCallInfo fcinfo, int argument, const char *name, int dimensions)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(argument);
	CountTable table = {0};
	Datum *elements;
	bool *nulls;
	int count, found = ARR_NDIM(array);

	if (found < 1 || found > 2 || (dimensions != 0 && found != dimensions))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("array of %s must have %s, and an element", name,
						dimensions == 0   ? "one dimension or two"
						: dimensions == 1 ? "one dimension"
										  : "two dimensions")));
	table.rows = found == 1 && dimensions == 0 ? 1 : ARR_DIMS(array)[0];
	table.columns = found == 1 && dimensions == 1 ? 1 : ARR_DIMS(array)[found - 1];
	if (table.rows > MOST_ROWS || table.columns > MOST_ROWS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("array of %s has too many rows or columns for a chart", name),
				 errdetail("A chart has at most %d of either.", MOST_ROWS)));
	deconstruct_array(array, INT8OID, 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &elements, &nulls,
					  &count);
	table.counts = palloc(count * sizeof(int64));
	for (int i = 0; i < count; i++)
	{
		table.counts[i] = nulls[i] ? HIDDEN : DatumGetInt64(elements[i]);
		if (!nulls[i] && (table.counts[i] < 0 || table.counts[i] > MOST_COUNT))
			ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
							errmsg("count " INT64_FORMAT " in the array of %s is out of range",
								   table.counts[i], name),
							errdetail("A chart shows counts from 0 to " INT64_FORMAT ".",
									  MOST_COUNT)));
	}
	return table;
}

/* A text that stands in a chart, without what stands for nothing there. */
static char *
text_to_show(Datum datum, const char *name)
{
	char *shown = TextDatumGetCString(datum);
	int length = pg_mbstrlen(shown);

	if (length > MOST_CHARACTERS)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("text in %s is too long for a chart", name),
						errdetail("It has %d characters; at most %d can be shown.", length,
								  MOST_CHARACTERS)));
	for (char *c = shown; *c != '\0'; c += pg_mblen(c))
		if (strchr(WHITE_SPACE, *c) != NULL)
			*c = ' ';
	return shown;
}

/* An array of as many texts as there are counts; a NULL is an empty one. */
char **
chart_labels(FunctionCallInfo fcinfo, int argument, const char *name, int count)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(argument);
	Datum *elements;
	bool *nulls;
	int found;
	char **labels;

	if (ARR_NDIM(array) > 1 || ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array)) != count)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("array of %s must have one dimension and %d elements", name, count)));
	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &elements, &nulls, &found);
	labels = palloc(Max(count, 1) * sizeof(char *));
	for (int i = 0; i < count; i++)
		labels[i] = nulls[i] ? pstrdup("") : text_to_show(elements[i], name);
	return labels;
}

const char *
chart_title(FunctionCallInfo fcinfo, int argument, const char *otherwise)
{
	return PG_ARGISNULL(argument) ? otherwise : text_to_show(PG_GETARG_DATUM(argument), "title");
}

/* Text of data in a page around the charts, escaped as it is in them. */
PG_FUNCTION_INFO_V1(chart_escaped);
Datum
chart_escaped(PG_FUNCTION_ARGS)
{
	StringInfoData escaped;

	initStringInfo(&escaped);
	print_escaped(&escaped, text_to_cstring(PG_GETARG_TEXT_PP(0)));
	PG_RETURN_TEXT_P(cstring_to_text_with_len(escaped.data, escaped.len));
}
