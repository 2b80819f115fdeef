# On a standby a report is read, journeys are made and counted in parallel, and what would write is refused by
# PostgreSQL.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $primary = PostgreSQL::Test::Cluster->new('primary');
$primary->init(allows_streaming => 1);
$primary->start;
$primary->backup('backup');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($primary, 'backup', has_streaming => 1);
$standby->start;

$primary->safe_psql('postgres', "CREATE EXTENSION outcomestar; SET client_min_messages = warning;\n"
	. slurp_file('test/every_type.psql') . q{
	CREATE TABLE readings AS
	SELECT n AS family_id, date '2024-01-01' + visit * 30 AS completed_on, area_no,
	       1 + (n * area_no + visit) % 10 AS reading
	FROM generate_series(1, 100) AS n, generate_series(1, 3) AS visit, generate_series(1, 10) AS area_no;
	ANALYZE;
	SELECT create_star_report('readings', 'report', 'family_id', 'completed_on', 'area_no', 'reading')});
sub contents
{
	my $node = shift;
	$primary->wait_for_catchup($standby, 'replay', $primary->lsn('insert'));
	return $node->safe_psql('postgres', slurp_file('test/contents.psql'));
}
is(contents($standby), contents($primary), 'all is there');

# Figures in parallel
my $parallel = q{
	SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
	SET max_parallel_workers_per_gather = 2; SET parallel_leader_participation = off;};
my $serial = 'SET max_parallel_workers_per_gather = 0;';
my $figures = q{
	SELECT (SELECT md5(string_agg(journey::text, ' ' ORDER BY family_id))
	        FROM (SELECT family_id, star_journey(area_no, reading, completed_on) AS journey FROM readings
	              GROUP BY family_id) AS j),
	       (SELECT stage_distribution(reading) FROM readings), (SELECT sum(matrix) FROM every_type),
	       (SELECT stage_distributions(star) FROM every_type)};
my $plan = $standby->safe_psql('postgres', "$parallel EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) $figures");
is(() = ($plan =~ /Workers Launched: 2/g), 4, 'aggregates run in parallel on the standby') or diag $plan;
is($standby->safe_psql('postgres', $parallel . $figures), $primary->safe_psql('postgres', $serial . $figures),
	'and give what one process of the primary does');

# What writes
for my $writing (q{refresh_star_report('report')}, q{drop_star_report('report')},
	q{create_star_report('readings', 'report', 'family_id', 'completed_on', 'area_no', 'reading')},
	q{create_star_report('readings', 'other_report', 'family_id', 'completed_on', 'area_no', 'reading')})
{
	my (undef, undef, $error) = $standby->psql('postgres', "SELECT $writing");
	like($error, qr/ERROR:  cannot .* (during recovery|recovery is in progress|in a read-only transaction)/,
		"refused: $writing");
}

# A refresh of the primary's arrives
$primary->safe_psql('postgres', q{SET client_min_messages = warning;
	UPDATE readings SET reading = 10 WHERE family_id < 50; SELECT refresh_star_report('report')});
is(contents($standby), contents($primary), 'a refreshed report is there');

# The standby takes over
$primary->stop('immediate');
$standby->promote;
like($standby->safe_psql('postgres', q{SET client_min_messages = warning;
	UPDATE readings SET reading = 1; SELECT refresh_star_report('report')}),
	qr/^report: .*service users: 100\b/, 'promoted, it refreshes');

done_testing();
