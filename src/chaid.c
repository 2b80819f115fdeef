/*
 * chaid.c
 *		CHAID (Kass 1980): a tree of families, split again and again by the
 *		factor that tells most about an outcome.
 *
 * A table of codes goes in, a row for each family: the number of its outcome,
 * then that of its category of each factor.  All that is compared is computed
 * from counts, so the order of rows makes no difference.
 */
#include "outcomestar.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

#include "chi_squared.h"
#include "tail.h"

#define MOST_OUTCOMES 10
#define MOST_CATEGORIES 60

typedef struct Sample
{
	int families, factors, outcomes;
	const int32 *codes;		 /* of each family: its outcome, then its categories, from 1 */
	const int32 *categories; /* of each factor: how many there are */
	const bool *is_ordered;	 /* of each factor */
	const bool *has_missing; /* of each factor: is its last category that nothing is known? */
} Sample;

typedef struct Settings
{
	int max_depth, min_parent, min_child;
	double log_alpha_merge, log_alpha_split;
	bool bonferroni, force_first;
} Settings;

/* Groups of the categories of a factor in a node.  A group goes by its first category. */
typedef struct Grouping
{
	int categories, occurring, groups, outcomes;
	bool is_ordered;
	int floating;									/* the missing category beside ordered ones, or -1 */
	int first[MOST_CATEGORIES];						/* of its group */
	int64 families[MOST_CATEGORIES];				/* of the group that begins here, or 0 */
	int64 counts[MOST_CATEGORIES][MOST_OUTCOMES];	/* likewise, by outcome */
	double log_p[MOST_CATEGORIES][MOST_CATEGORIES]; /* of two groups, NAN if not known */
} Grouping;

/* How a node is split.  p are kept as logarithms, which do not vanish. */
typedef struct Split
{
	int factor; /* from 0, or -1 if the node is a leaf */
	int first[MOST_CATEGORIES];
	int groups, df;
	double chi_squared, log_p, log_adjusted_p, multiplier;
} Split;

typedef struct TreeNode
{
	int parent, depth;
	int first_family, families; /* a stretch of the families in their present order */
	int group;					/* the first category of the group of the parent's split */
	int64 counts[MOST_OUTCOMES];
	Split split;
} TreeNode;

typedef struct Tree
{
	const Sample *sample;
	const Settings *settings;
	int *families; /* their numbers, those of a node side by side */
	int *others;   /* room to put them in order */
	TreeNode *nodes;
	int count, room;
} Tree;

static inline const int32 *
codes_of(const Tree *tree, int place)
{
	const Sample *sample = tree->sample;

	return sample->codes + (Size) tree->families[place] * (sample->factors + 1);
}

/* The group after this one, or the number of categories. */
static int
next_group(const Grouping *grouping, int group)
{
	for (group++; group < grouping->categories && grouping->families[group] == 0; group++)
		;
	return group;
}

/* Of two groups in order: neighbours, or what is missing, as long as it is alone. */
static bool
may_merge(const Grouping *grouping, int group, int other)
{
	return !grouping->is_ordered || other == next_group(grouping, group) ||
		   other == grouping->floating;
}

/* The logarithm of p: how alike two groups are. */
static double
similarity(Grouping *grouping, int group, int other)
{
	int64 counts[2][MOST_OUTCOMES];
	double *log_p = &grouping->log_p[group][other];
	int df;

	if (isnan(*log_p))
	{
		double chi_squared;

		for (int i = 0; i < grouping->outcomes; i++)
			((int64 *) counts)[i] = grouping->counts[group][i];
		for (int i = 0; i < grouping->outcomes; i++)
			((int64 *) counts)[grouping->outcomes + i] = grouping->counts[other][i];
		chi_squared = chi_squared_exact((int64 *) counts, 2, grouping->outcomes, &df);
		*log_p = df == 0 ? 0 : tail_log_chi_squared_above(chi_squared, df);
	}
	return *log_p;
}

/* The two groups most alike of those that may merge; one is a certain one if that is not -1. */
static double
most_similar(Grouping *grouping, int certain, int *best, int *best_other)
{
	double largest = -INFINITY;

	*best = -1;
	for (int group = next_group(grouping, -1); group < grouping->categories;
		 group = next_group(grouping, group))
		for (int other = next_group(grouping, group); other < grouping->categories;
			 other = next_group(grouping, other))
		{
			if ((certain >= 0 && certain != group && certain != other) ||
				!may_merge(grouping, group, other))
				continue;
			if (*best < 0 || similarity(grouping, group, other) > largest)
			{
				largest = similarity(grouping, group, other);
				*best = group;
				*best_other = other;
			}
		}
	return largest;
}

static void
merge(Grouping *grouping, int group, int other)
{
	grouping->families[group] += grouping->families[other];
	grouping->families[other] = 0;
	grouping->groups--;
	for (int i = 0; i < grouping->outcomes; i++)
		grouping->counts[group][i] += grouping->counts[other][i];
	for (int i = 0; i < grouping->categories; i++)
	{
		if (grouping->first[i] == other)
			grouping->first[i] = group;
		grouping->log_p[group][i] = grouping->log_p[i][group] = NAN;
	}
}

/* While more than two groups are left, those merge that are not different. */
static void
merge_similar(Grouping *grouping, double log_alpha)
{
	int group, other;

	while (grouping->groups > 2 && most_similar(grouping, -1, &group, &other) > log_alpha)
		merge(grouping, group, other);
}

/* Groups of too few families merge with the one most alike, the smallest first. */
static void
merge_small(Grouping *grouping, int min_child)
{
	while (grouping->groups > 1)
	{
		int smallest = next_group(grouping, -1);
		int group, other;

		for (int i = smallest; i < grouping->categories; i = next_group(grouping, i))
			if (grouping->families[i] < grouping->families[smallest])
				smallest = i;
		if (grouping->families[smallest] >= min_child)
			return;
		most_similar(grouping, smallest, &group, &other);
		merge(grouping, group, other);
	}
}

/* In how many ways n things make k parts, none empty: Stirling's number of the second kind. */
static double
partitions(int n, int k)
{
	double ways[MOST_CATEGORIES + 1] = {1};

	for (int i = 1; i <= n; i++)
	{
		for (int j = i; j > 0; j--)
			ways[j] = j * ways[j] + ways[j - 1];
		ways[0] = 0;
	}
	return ways[k];
}

static double
choose(int n, int k)
{
	double ways = 1;

	if (k < 0 || k > n)
		return 0;
	for (int i = 1; i <= k; i++)
		ways = ways * (n - k + i) / i;
	return ways;
}

/* In how many ways the categories could have become so many groups (Bonferroni). */
static double
multiplier(const Grouping *grouping)
{
	int categories = grouping->occurring, groups = grouping->groups;

	if (!grouping->is_ordered)
		return partitions(categories, groups);
	if (grouping->floating < 0)
		return choose(categories - 1, groups - 1);
	return choose(categories - 2, groups - 2) + groups * choose(categories - 2, groups - 1);
}

/* The categories of a factor, each a group of its own. */
static void
count_categories(const Tree *tree, const TreeNode *node, int factor, Grouping *grouping)
{
	const Sample *sample = tree->sample;
	int missing = sample->has_missing[factor] ? sample->categories[factor] - 1 : -1;

	memset(grouping->families, 0, sizeof(grouping->families));
	memset(grouping->counts, 0, sizeof(grouping->counts));
	grouping->categories = sample->categories[factor];
	grouping->outcomes = sample->outcomes;
	grouping->is_ordered = sample->is_ordered[factor];
	grouping->occurring = 0;
	for (int i = node->first_family; i < node->first_family + node->families; i++)
	{
		const int32 *codes = codes_of(tree, i);

		grouping->families[codes[factor + 1] - 1]++;
		grouping->counts[codes[factor + 1] - 1][codes[0] - 1]++;
	}
	for (int i = 0; i < grouping->categories; i++)
	{
		grouping->first[i] = i;
		grouping->occurring += grouping->families[i] > 0;
		for (int j = 0; j < grouping->categories; j++)
			grouping->log_p[i][j] = NAN;
	}
	grouping->groups = grouping->occurring;
	grouping->floating = missing >= 0 && grouping->families[missing] > 0 ? missing : -1;
}

/* The split by a factor into the groups that merging finds; false if there is only one. */
static bool
split_by(const Tree *tree, const TreeNode *node, int factor, Split *split)
{
	Grouping grouping;
	int64 counts[MOST_CATEGORIES * MOST_OUTCOMES] = {0};
	int filled = 0;

	count_categories(tree, node, factor, &grouping);
	merge_similar(&grouping, tree->settings->log_alpha_merge);
	merge_small(&grouping, tree->settings->min_child);
	if (grouping.groups < 2)
		return false;
	for (int i = next_group(&grouping, -1); i < grouping.categories; i = next_group(&grouping, i))
		for (int outcome = 0; outcome < grouping.outcomes; outcome++)
			counts[filled++] = grouping.counts[i][outcome];
	split->factor = factor;
	split->groups = grouping.groups;
	memcpy(split->first, grouping.first, sizeof(split->first));
	split->chi_squared = chi_squared_exact(counts, grouping.groups, grouping.outcomes, &split->df);
	split->log_p = tail_log_chi_squared_above(split->chi_squared, split->df);
	split->multiplier = tree->settings->bonferroni ? multiplier(&grouping) : 1;
	split->log_adjusted_p = Min(0, split->log_p + log(split->multiplier));
	return true;
}

static int
outcomes_present(const TreeNode *node, int outcomes)
{
	int present = 0;

	for (int i = 0; i < outcomes; i++)
		present += node->counts[i] > 0;
	return present;
}

/* Chooses the factor of which the adjusted p is smallest, the earlier of two that are equal. */
static void
choose_split(const Tree *tree, TreeNode *node)
{
	const Settings *settings = tree->settings;
	Split candidate;

	node->split.factor = -1;
	if (node->depth >= settings->max_depth || node->families < settings->min_parent ||
		outcomes_present(node, tree->sample->outcomes) < 2)
		return;
	for (int factor = 0; factor < tree->sample->factors; factor++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!split_by(tree, node, factor, &candidate))
			continue;
		if (node->split.factor < 0 || candidate.log_adjusted_p < node->split.log_adjusted_p)
			node->split = candidate;
		if (settings->force_first && node->parent < 0 && factor == 0)
			return;
	}
	if (node->split.factor >= 0 && node->split.log_adjusted_p > settings->log_alpha_split)
		node->split.factor = -1;
}

/* A node of the families from a place on, which have to be counted yet. */
static TreeNode *
add_node(Tree *tree, int parent, int depth, int group, int first_family)
{
	TreeNode *node;

	if (tree->count == tree->room)
		tree->nodes = repalloc_huge(tree->nodes, sizeof(TreeNode) * (Size) (tree->room *= 2));
	node = &tree->nodes[tree->count++];
	memset(node, 0, sizeof(TreeNode));
	node->parent = parent;
	node->depth = depth;
	node->group = group;
	node->first_family = first_family;
	return node;
}

/* Makes a child of each group, and puts the families of each side by side. */
static void
split_node(Tree *tree, int node_no)
{
	TreeNode parent = tree->nodes[node_no];
	int filled = parent.first_family;

	memcpy(tree->others + filled, tree->families + filled, parent.families * sizeof(int));
	for (int group = 0; group < tree->sample->categories[parent.split.factor]; group++)
	{
		TreeNode *child = NULL;

		for (int i = 0; i < parent.families; i++)
		{
			int family = tree->others[parent.first_family + i];
			const int32 *codes = tree->sample->codes + (Size) family * (tree->sample->factors + 1);

			if (parent.split.first[codes[parent.split.factor + 1] - 1] != group)
				continue;
			if (child == NULL)
				child = add_node(tree, node_no, parent.depth + 1, group, filled);
			tree->families[filled++] = family;
			child->families++;
			child->counts[codes[0] - 1]++;
		}
	}
}

/* Nodes are numbered level by level, children in the order of their first category. */
static Tree
grow(const Sample *sample, const Settings *settings)
{
	Tree tree = {.sample = sample, .settings = settings, .room = 64};
	TreeNode *root;

	tree.families = palloc_extended(sizeof(int) * (Size) Max(sample->families, 1), MCXT_ALLOC_HUGE);
	tree.others = palloc_extended(sizeof(int) * (Size) Max(sample->families, 1), MCXT_ALLOC_HUGE);
	tree.nodes = palloc(sizeof(TreeNode) * tree.room);
	root = add_node(&tree, -1, 0, -1, 0);
	root->families = sample->families;
	for (int i = 0; i < sample->families; i++)
	{
		tree.families[i] = i;
		root->counts[codes_of(&tree, i)[0] - 1]++;
	}
	for (int node_no = 0; node_no < tree.count; node_no++)
	{
		choose_split(&tree, &tree.nodes[node_no]);
		if (tree.nodes[node_no].split.factor >= 0)
			split_node(&tree, node_no);
	}
	return tree;
}

/* The categories of a node: of its parent's split, those that occurred there. */
static Datum
categories_of(const Tree *tree, const TreeNode *node)
{
	const Split *split = &tree->nodes[node->parent].split;
	const TreeNode *parent = &tree->nodes[node->parent];
	bool occurs[MOST_CATEGORIES] = {false};
	Datum categories[MOST_CATEGORIES];
	int count = 0;

	for (int i = parent->first_family; i < parent->first_family + parent->families; i++)
		occurs[codes_of(tree, i)[split->factor + 1] - 1] = true;
	for (int i = 0; i < tree->sample->categories[split->factor]; i++)
		if (occurs[i] && split->first[i] == node->group)
			categories[count++] = Int32GetDatum(i + 1);
	return PointerGetDatum(construct_array(categories, count, INT4OID, sizeof(int32), true, 'i'));
}

enum
{
	NODE_NO,
	PARENT_NO,
	DEPTH,
	FACTOR_NO,
	CATEGORIES,
	COUNTS,
	SPLIT_NO,
	CHI_SQUARED,
	DF,
	P,
	MULTIPLIER,
	ADJUSTED_P,
	COLUMNS
};

static void
put_node(ReturnSetInfo *result, const Tree *tree, int node_no)
{
	const TreeNode *node = &tree->nodes[node_no];
	const Split *split = &node->split;
	bool is_root = node->parent < 0, is_leaf = split->factor < 0;
	Datum counts[MOST_OUTCOMES];
	Datum values[COLUMNS] = {[NODE_NO] = Int32GetDatum(node_no),
							 [DEPTH] = Int32GetDatum(node->depth)};
	bool nulls[COLUMNS] = {
		[PARENT_NO] = is_root, [FACTOR_NO] = is_root, [CATEGORIES] = is_root, [SPLIT_NO] = is_leaf,
		[CHI_SQUARED] = is_leaf, [DF] = is_leaf, [P] = is_leaf, [MULTIPLIER] = is_leaf,
		[ADJUSTED_P] = is_leaf};

	for (int i = 0; i < tree->sample->outcomes; i++)
		counts[i] = Int64GetDatum(node->counts[i]);
	values[COUNTS] = PointerGetDatum(construct_array(counts, tree->sample->outcomes, INT8OID,
													 sizeof(int64), FLOAT8PASSBYVAL, 'd'));
	if (!is_root)
	{
		values[PARENT_NO] = Int32GetDatum(node->parent);
		values[FACTOR_NO] = Int32GetDatum(tree->nodes[node->parent].split.factor + 1);
		values[CATEGORIES] = categories_of(tree, node);
	}
	if (!is_leaf)
	{
		values[SPLIT_NO] = Int32GetDatum(split->factor + 1);
		values[CHI_SQUARED] = Float8GetDatum(split->chi_squared);
		values[DF] = Int32GetDatum(split->df);
		values[P] = Float8GetDatum(exp(split->log_p));
		values[MULTIPLIER] = Float8GetDatum(split->multiplier);
		values[ADJUSTED_P] = Float8GetDatum(exp(split->log_adjusted_p));
	}
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/* An array of the arguments, of so many dimensions and without NULL, or an error (22023). */
static ArrayType *
array_getarg(FunctionCallInfo fcinfo, int argument, int dimensions)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(argument);

	if (ARR_NDIM(array) != dimensions || array_contains_nulls(array))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("these arrays are not those of a sample"),
						errdetail("One has not %d dimensions, or it has a NULL.", dimensions)));
	return array;
}

/* What is read of the codes below is inside of arrays only if it is checked here. */
static Sample
sample_getarg(FunctionCallInfo fcinfo)
{
	ArrayType *codes = array_getarg(fcinfo, 0, 2);
	ArrayType *categories = array_getarg(fcinfo, 1, 1);
	ArrayType *is_ordered = array_getarg(fcinfo, 2, 1);
	ArrayType *has_missing = array_getarg(fcinfo, 3, 1);
	int columns = ARR_DIMS(codes)[1];
	const int32 *most = (const int32 *) ARR_DATA_PTR(categories);
	Sample sample = {.families = ARR_DIMS(codes)[0], .factors = columns - 1,
					 .outcomes = most[0], .codes = (const int32 *) ARR_DATA_PTR(codes),
					 .categories = most + 1, .is_ordered = (const bool *) ARR_DATA_PTR(is_ordered),
					 .has_missing = (const bool *) ARR_DATA_PTR(has_missing)};
	bool valid = columns >= 2 && ARR_DIMS(categories)[0] == columns &&
				 ARR_DIMS(is_ordered)[0] == sample.factors &&
				 ARR_DIMS(has_missing)[0] == sample.factors && sample.outcomes <= MOST_OUTCOMES;

	for (int i = 0; valid && i < columns; i++)
		valid = most[i] >= 1 && most[i] <= MOST_CATEGORIES;
	for (Size i = 0; valid && i < (Size) sample.families * columns; i++)
		valid = sample.codes[i] >= 1 && sample.codes[i] <= most[i % columns];
	if (!valid)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("these arrays are not those of a sample"),
						errdetail("Codes have to be from 1 to the number of categories.")));
	return sample;
}

/*
 * Arguments: the codes of the outcome and of the factors, a row for each family;
 * how many categories the outcome and each factor have; is each factor ordered,
 * and is the last category of each what is missing?  Then the settings.
 */
PG_FUNCTION_INFO_V1(chaid_nodes);
Datum
chaid_nodes(PG_FUNCTION_ARGS)
{
	Sample sample = sample_getarg(fcinfo);
	Settings settings = {.max_depth = PG_GETARG_INT32(4),
						 .min_parent = PG_GETARG_INT32(5),
						 .min_child = PG_GETARG_INT32(6),
						 .log_alpha_merge = log(PG_GETARG_FLOAT8(7)),
						 .log_alpha_split = log(PG_GETARG_FLOAT8(8)),
						 .bonferroni = PG_GETARG_BOOL(9),
						 .force_first = PG_GETARG_BOOL(10)};
	Tree tree = grow(&sample, &settings);

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; i < tree.count; i++)
		put_node((ReturnSetInfo *) fcinfo->resultinfo, &tree, i);
	return (Datum) 0;
}
