/*
 * need_clusters.c
 *		Families with similar needs: k-means on yes and no, where the centre of a
 *		cluster is the share of its families with each need.
 *
 * Families with the same needs are one pattern: a bit for each need.  Where to
 * start is computed and not drawn, and all is whole numbers, so the result is
 * the same whatever the order of rows.
 */
#include "outcomestar.h"

#include "catalog/pg_type.h"
#include "common/int128.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "utils/array.h"

#define MOST_NEEDS 64
#define MOST_CLUSTERS 64
#define MOST_ROUNDS 100

/* So many that 64 bits hold the numbers below, and 128 bits the products of two. */
#define MOST_FAMILIES 100000000

typedef struct Clustering
{
	int patterns, clusters;
	const uint64 *needs; /* of each pattern, rising */
	const int64 *weight; /* families with it */
	int *cluster;		 /* to which it belongs */
	int64 families[MOST_CLUSTERS];
	int64 with_need[MOST_CLUSTERS][MOST_NEEDS];
	int64 squares[MOST_CLUSTERS]; /* the sum of squares of with_need */
} Clustering;

static inline int
needs_that_differ(uint64 needs, uint64 other)
{
	return pg_popcount64(needs ^ other);
}

/* Moves a pattern into a cluster, or out of it. */
static void
put(Clustering *clustering, int pattern, int cluster, int sign)
{
	clustering->families[cluster] += sign * clustering->weight[pattern];
	for (uint64 needs = clustering->needs[pattern]; needs != 0; needs &= needs - 1)
	{
		int64 *with_need = &clustering->with_need[cluster][pg_rightmost_one_pos64(needs)];

		clustering->squares[cluster] -= *with_need * *with_need;
		*with_need += sign * clustering->weight[pattern];
		clustering->squares[cluster] += *with_need * *with_need;
	}
}

/* The squared distance of a pattern from the centre of a cluster, times its families squared. */
static int64
distance(const Clustering *clustering, int pattern, int cluster)
{
	int64 families = clustering->families[cluster];
	int64 shared = 0;

	for (uint64 needs = clustering->needs[pattern]; needs != 0; needs &= needs - 1)
		shared += clustering->with_need[cluster][pg_rightmost_one_pos64(needs)];
	return families * families * pg_popcount64(clustering->needs[pattern]) - 2 * families * shared +
		   clustering->squares[cluster];
}

/* Is a / b less than c / d?  None is negative, b and d are not 0. */
static bool
is_less(int64 a, int64 b, int64 c, int64 d)
{
	INT128 left = int64_to_int128(0), right = int64_to_int128(0);

	int128_add_int64_mul_int64(&left, a, d);
	int128_add_int64_mul_int64(&right, c, b);
	return int128_compare(left, right) < 0;
}

/*
 * The patterns to start with: the first leaves the smallest sum of needs that
 * differ over all families, each next one the smallest together with those
 * before it.  Of equal ones the lowest pattern.
 */
static void
choose_centres(const Clustering *clustering, uint64 *centres)
{
	int *nearest = palloc(sizeof(int) * clustering->patterns);

	for (int i = 0; i < clustering->patterns; i++)
		nearest[i] = MOST_NEEDS + 1;
	for (int chosen = 0; chosen < clustering->clusters; chosen++)
	{
		int64 least = PG_INT64_MAX;

		for (int candidate = 0; candidate < clustering->patterns; candidate++)
		{
			int64 total = 0;

			CHECK_FOR_INTERRUPTS();
			/* one that was chosen leaves what there was, and at least one other less */
			for (int i = 0; i < clustering->patterns; i++)
				total += clustering->weight[i] *
						 Min(nearest[i], needs_that_differ(clustering->needs[i],
														   clustering->needs[candidate]));
			if (total < least)
			{
				least = total;
				centres[chosen] = clustering->needs[candidate];
			}
		}
		for (int i = 0; i < clustering->patterns; i++)
			nearest[i] = Min(nearest[i], needs_that_differ(clustering->needs[i], centres[chosen]));
	}
	pfree(nearest);
}

/* Each pattern goes to the centre from which the fewest needs differ, the first of equal ones. */
static void
start(Clustering *clustering)
{
	uint64 centres[MOST_CLUSTERS];

	choose_centres(clustering, centres);
	for (int i = 0; i < clustering->patterns; i++)
	{
		int best = 0;

		for (int cluster = 1; cluster < clustering->clusters; cluster++)
			if (needs_that_differ(clustering->needs[i], centres[cluster]) <
				needs_that_differ(clustering->needs[i], centres[best]))
				best = cluster;
		clustering->cluster[i] = best;
		put(clustering, i, best, 1);
	}
}

/* The cluster whose centre is nearest: of equal ones the present one, or else the first. */
static int
nearest_cluster(const Clustering *clustering, int pattern)
{
	int best = clustering->cluster[pattern];
	int64 least = distance(clustering, pattern, best);

	for (int cluster = 0; cluster < clustering->clusters; cluster++)
	{
		int64 families = clustering->families[cluster];
		int64 other = families == 0 ? 0 : distance(clustering, pattern, cluster);

		if (families > 0 && is_less(other, families * families, least,
									clustering->families[best] * clustering->families[best]))
		{
			best = cluster;
			least = other;
		}
	}
	return best;
}

/* All patterns move to the nearest centre at once, until none does. */
static void
move_together(Clustering *clustering)
{
	int *next = palloc(sizeof(int) * clustering->patterns);
	bool moved = true;

	for (int round = 0; moved && round < MOST_ROUNDS; round++)
	{
		CHECK_FOR_INTERRUPTS();
		moved = false;
		for (int i = 0; i < clustering->patterns; i++)
			next[i] = nearest_cluster(clustering, i);
		for (int i = 0; i < clustering->patterns; i++)
		{
			if (next[i] == clustering->cluster[i])
				continue;
			put(clustering, i, clustering->cluster[i], -1);
			put(clustering, i, next[i], 1);
			clustering->cluster[i] = next[i];
			moved = true;
		}
	}
	pfree(next);
}

/*
 * The cluster to which a pattern had better move, as that lessens the sum of
 * squared distances most (Hartigan), or the one in which it is.  Taking w of n
 * families out of a cluster lessens its sum by their distance x w n / (n - w);
 * putting them in adds distance x w n / (n + w).
 */
static int
better_cluster(const Clustering *clustering, int pattern)
{
	int own = clustering->cluster[pattern];
	int64 weight = clustering->weight[pattern];
	int64 least = distance(clustering, pattern, own);
	int64 divisor = clustering->families[own] * (clustering->families[own] - weight);
	int best = own;

	for (int cluster = 0; divisor > 0 && cluster < clustering->clusters; cluster++)
	{
		int64 families = clustering->families[cluster];
		int64 other;

		if (cluster == own || families == 0)
			continue;
		other = distance(clustering, pattern, cluster);
		if (is_less(other, families * (families + weight), least, divisor))
		{
			best = cluster;
			least = other;
			divisor = families * (families + weight);
		}
	}
	return best;
}

/* Patterns move one by one, in order, until none does; the last one of a cluster stays. */
static void
move_one_by_one(Clustering *clustering)
{
	bool moved = true;

	while (moved)
	{
		moved = false;
		for (int i = 0; i < clustering->patterns; i++)
		{
			int best = better_cluster(clustering, i);

			CHECK_FOR_INTERRUPTS();
			if (best == clustering->cluster[i])
				continue;
			put(clustering, i, clustering->cluster[i], -1);
			put(clustering, i, best, 1);
			clustering->cluster[i] = best;
			moved = true;
		}
	}
}

/* Which number each cluster gets: by its families, the most first, then by its lowest pattern. */
static void
number_clusters(const Clustering *clustering, int *numbers)
{
	int first[MOST_CLUSTERS];

	for (int cluster = 0; cluster < clustering->clusters; cluster++)
	{
		first[cluster] = clustering->patterns;
		numbers[cluster] = 1;
	}
	for (int i = clustering->patterns - 1; i >= 0; i--)
		first[clustering->cluster[i]] = i;
	for (int cluster = 0; cluster < clustering->clusters; cluster++)
		for (int other = 0; other < clustering->clusters; other++)
			numbers[cluster] +=
				clustering->families[other] > clustering->families[cluster] ||
				(clustering->families[other] == clustering->families[cluster] &&
				 first[other] < first[cluster]);
}

/* An array of the arguments, or an error (22023). */
static const int64 *
numbers_getarg(FunctionCallInfo fcinfo, int argument, int *length)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(argument);

	if (ARR_NDIM(array) != 1 || array_contains_nulls(array))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("array of patterns must have one dimension, and no NULL")));
	*length = ARR_DIMS(array)[0];
	return (const int64 *) ARR_DATA_PTR(array);
}

static void
clustering_check(const Clustering *clustering, int clusters, int weights)
{
	int64 families = 0;
	bool valid = weights == clustering->patterns;

	if (clusters < 1 || clusters > MOST_CLUSTERS)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("array of patterns can be put into 1 to %d clusters, not %d",
							   MOST_CLUSTERS, clusters)));
	for (int i = 0; valid && i < clustering->patterns; i++)
	{
		valid = clustering->weight[i] >= 1 && clustering->weight[i] <= MOST_FAMILIES &&
				(i == 0 || clustering->needs[i - 1] < clustering->needs[i]) &&
				(families += clustering->weight[i]) <= MOST_FAMILIES;
	}
	if (!valid)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("array of patterns must rise, and have families for each"),
						errdetail("There may be up to %d families.", MOST_FAMILIES)));
}

/*
 * Arguments: patterns of needs as bits, rising as unsigned numbers; how many
 * families have each; how many clusters there are to be.  Returns the number of
 * the cluster of each pattern.
 */
PG_FUNCTION_INFO_V1(need_clusters_of_patterns);
Datum
need_clusters_of_patterns(PG_FUNCTION_ARGS)
{
	Clustering *clustering = palloc0(sizeof(Clustering));
	int weights, numbers[MOST_CLUSTERS];
	Datum *result;

	clustering->needs = (const uint64 *) numbers_getarg(fcinfo, 0, &clustering->patterns);
	clustering->weight = numbers_getarg(fcinfo, 1, &weights);
	clustering_check(clustering, PG_GETARG_INT32(2), weights);
	clustering->clusters = Min(PG_GETARG_INT32(2), clustering->patterns);
	clustering->cluster = palloc(sizeof(int) * clustering->patterns);
	start(clustering);
	move_together(clustering);
	move_one_by_one(clustering);
	number_clusters(clustering, numbers);
	result = palloc(sizeof(Datum) * clustering->patterns);
	for (int i = 0; i < clustering->patterns; i++)
		result[i] = Int32GetDatum(numbers[clustering->cluster[i]]);
	PG_RETURN_POINTER(
		construct_array(result, clustering->patterns, INT4OID, sizeof(int32), true, 'i'));
}
