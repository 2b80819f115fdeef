# Whatever interrupts an aggregate or a report: the session goes on, the next results are right, and the report is as
# it was.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('node');
$node->init;
$node->start;
sub query { return $node->safe_psql('postgres', join ";\n", 'SET client_min_messages = warning', @_) }
sub contents { return query(slurp_file('test/contents.psql')) }

# Runs statements in one session, whether they fail or not; gives what they print, errors among it
sub session
{
	my ($out, $err);
	my @psql = ('psql', '-XAtq', '-v', 'VERBOSITY=terse', '-d', $node->connstr('postgres'));
	IPC::Run::run(\@psql, '<', \(join ";\n", 'SET client_min_messages = warning', @_, ''), '>', \$out, '2>', \$err);
	return ($out, $err);
}

query('CREATE EXTENSION outcomestar', slurp_file('test/every_type.psql'), slurp_file('test/stopping_report.psql'));
my $report = q{create_star_report('slow_readings', 'report', 'family_id', 'completed_on', 'area_no', 'reading',
	completed_by => 'completed_by')};
# enough rows that a parallel plan has several workers at work, and a sort or a hash table spills
query('CREATE TABLE many AS SELECT e.*, n, n / 20 AS family_id
	FROM generate_series(1, 20000) AS n JOIN every_type AS e ON row_no = 1 + n % 300',
	'ALTER TABLE many SET (parallel_workers = 2)', 'VACUUM ANALYZE many');

my @calls = (
	'min(reading)', 'max(reading)', 'min(stage)', 'max(stage)',
	'stage_distribution(reading)', 'stage_distribution(reading::integer)', 'stage_distribution(stage)',
	'stage_distributions(star)',
	'progress_matrix(reading, reading)', 'progress_matrix(reading, 1 + n % 10)', 'progress_matrix(stage, stage)',
	'progress_matrices(star, stars[1])', 'progress_matrices(journey)',
	'overall_change_counts(star, stars[1])', 'overall_change_counts(star, stars[1], 0.5)',
	'overall_change_counts(journey)', 'overall_change_counts(journey, 0.5)',
	'mean_progress(reading, reading)', 'mean_progress(reading, 1 + n % 10)',
	'outcome_star(1 + n % 15, reading)', 'outcome_star(1 + n % 15, reading::integer)',
	'star_journey(star, date \'2024-01-01\' + n % 1000)',
	'star_journey(1 + n % 10, reading, date \'2024-01-01\' + n % 1000)',
	'star_journey(1 + n % 10, reading::integer, date \'2024-01-01\' + n % 1000)',
	'stage_distribution(reading::smallint)', 'mean_progress(reading::smallint, reading::smallint)',
	'progress_matrix(reading::smallint, reading::smallint)', 'outcome_star(1 + n % 15, reading::smallint)',
	'star_journey(1 + n % 10, reading::smallint, date \'2024-01-01\' + n % 1000)',
	'journey_agg(journey)', 'sum(distribution)', 'sum(matrix)', 'joint_changes(star, stars[1])',
	'number_counts(n)', 'number_counts(ARRAY[n, 1]::bigint[])');
is(query(q{SELECT count(*)
	FROM pg_aggregate JOIN pg_depend ON classid = 'pg_proc'::regclass AND objid = aggfnoid AND deptype = 'e'
	WHERE aggtransfn::text !~ '_refuse$'}), scalar(@calls),
	'every aggregate is here, but those that are errors');

# What takes too long for tables of this size ends as soon as it is told to.
for my $rounding ('rounded(array_fill(1::bigint, ARRAY[300000]))',
	"controlled_rounding(array_fill(1::bigint, ARRAY[300000, 1]), '{{1}}', 5)") {
	my $begun = time;
	my ($out, $err) = session("SET statement_timeout = '500ms'", "SELECT count($rounding)");
	like($err, qr/statement timeout/, "$rounding is cancelled");
	cmp_ok(time - $begun, '<', 20, 'at once');
}

# Serial and parallel; cancelled when most rows are in the state, and then not
my $serial = 'SET max_parallel_workers_per_gather = 0';
my $parallel = 'SET max_parallel_workers_per_gather = 2; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0;
	SET parallel_leader_participation = off';
my $all = join ', ', map { "md5($_\::text)" } @calls;
my $stopping = 'FROM (SELECT * FROM many WHERE n < 19000 OR pg_sleep(600) IS NULL) AS stopping';
my $right = query($serial, "SELECT $all FROM many");
my ($out, $err) = session($serial, "SET statement_timeout = '150ms'", (map { "SELECT $_ $stopping" } @calls),
	'RESET statement_timeout', "SELECT $all FROM many");
is(() = ($err =~ /canceling statement due to statement timeout/g), scalar(@calls), 'aggregates cancelled');
is($out, "$right\n", 'then right');
($out, $err) = session($parallel, "SET statement_timeout = '500ms'", "SELECT $all $stopping",
	'RESET statement_timeout', "SELECT $all FROM many", "EXPLAIN SELECT $all FROM many");
like($err, qr/^ERROR:  canceling statement due to statement timeout$/m, 'cancelled in parallel');
like($out, qr/^\Q$right\E\n.*Workers Planned: 2/s, 'then right');

# A worker that is terminated
my $leader = IPC::Run::start(
	[ 'psql', '-XAtq', '-d', $node->connstr('postgres'),
		map { ('-c', $_) } $parallel, "SELECT $all $stopping", "SELECT $all FROM many" ],
	'>', \my $worker_out, '2>', \my $worker_err);
$node->poll_query_until('postgres', q{SELECT count(*) = 2 FROM pg_stat_activity
	WHERE backend_type = 'parallel worker' AND wait_event = 'PgSleep'}) or die 'no workers';
query(q{SELECT pg_terminate_backend(min(pid)) FROM pg_stat_activity WHERE backend_type = 'parallel worker'});
$leader->finish;
like($worker_err, qr/terminating (background|parallel) worker/, 'a parallel worker terminated');
is($worker_out, "$right\n", 'then right');

# No place for what does not fit into memory, in a sort and in a hash table
for my $way ('hashagg', 'sort')
{
	my $other = $way eq 'sort' ? 'hashagg' : 'sort';
	my $journeys = q{SELECT count(*), md5(string_agg(journey::text, ' ' ORDER BY family_id))
		FROM (SELECT family_id, star_journey(star, date '2024-01-01' + n) AS journey, sum(matrix) FROM many
		      GROUP BY family_id) AS j};
	($out, $err) = session($serial, "SET enable_$other = off; SET work_mem = '64kB'; SET hash_mem_multiplier = 1",
		"SET temp_file_limit = '100kB'", $journeys, 'RESET temp_file_limit', $journeys);
	like($err, qr/temporary file size exceeds/, "no place for a $way");
	is($out, query($journeys) . "\n", 'then right');
}

# Reports: while the source is read for the families, and for what cannot be used, and when nearly all is written
query('DROP TABLE many', 'UPDATE readings SET reading = 11 - reading, completed_on = completed_on + 400');
my $before = contents();
my $refresh = q{refresh_star_report('report')};
my $anew = $report =~ s/'report'/'new_report'/r;
for my $stop ([ 'report.stored_options', $refresh, $report ], [ 'report.staged_parts', $refresh, $report ],
	[ 'writing', $refresh, $report ],
	[ 'new_report.staged_stages', $anew ], [ 'new_report.staged_families', $anew ])
{
	my ($stop_at, @statements) = @$stop;
	my ($out, $err) = session("SET statement_timeout = '500ms'; SET stars.stop_at = '$stop_at'",
		(map { "SELECT $_" } @statements), 'RESET statement_timeout; RESET stars.stop_at', slurp_file('test/contents.psql'));
	is(() = ($err =~ /canceling statement due to statement timeout/g), scalar(@statements), "cancelled: $stop_at");
	is($out, "$before\n", 'nothing has changed');
}
($out, $err) = session("SET work_mem = '64kB'; SET temp_file_limit = '16kB'; SET enable_hashagg = off",
	map { "SELECT $_" } $refresh, $report, $anew);
is(() = ($err =~ /temporary file size exceeds/g), 3, 'no place for a report');
is(contents(), $before, 'nothing has changed');
like(query("SELECT $refresh", "SELECT $report", "SELECT $anew"), qr/^(.*report: .*service users: 100\b.*\n?){3}$/,
	'at last refreshed, replaced and made');
isnt(contents(), $before, 'which changes it');

done_testing();
