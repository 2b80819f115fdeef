# A cohort on two servers, read through postgres_fdw on a third, gives what one server gives; the examples of
# doc/distributed.md.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

# What a server's sessions are set to must not matter.
my @settings = ("datestyle = 'SQL, DMY'\nintervalstyle = 'sql_standard'\ntimezone = 'Pacific/Apia'\n",
	"datestyle = 'German'\nbytea_output = escape\n");
my %node = map { $_ => PostgreSQL::Test::Cluster->new($_) } qw(north south centre);
for my $name (sort keys %node)
{
	$node{$name}->init;
	$node{$name}->append_conf('postgresql.conf', shift @settings) if $name ne 'centre';
	$node{$name}->start;
	$node{$name}->safe_psql('postgres', 'CREATE DATABASE help');
}
plan skip_all => 'postgres_fdw is not installed'
  if !$node{centre}->safe_psql('help', q{SELECT count(*) FROM pg_available_extensions WHERE name = 'postgres_fdw'});

sub query { return $node{centre}->safe_psql('help', join ";\n", 'SET client_min_messages = warning', @_) }

# What a command prints that reads a text
sub printed
{
	my ($text, @command) = @_;
	IPC::Run::run(\@command, '<', \$text, '>', \my $printed, '2>&1');
	return $printed;
}

# A section of the page, the way pg_regress runs the documentation; but for the addresses of the servers
sub run_section
{
	my ($heading, @names) = @_;
	my ($section) = slurp_file('doc/distributed.md') =~ /^## \Q$heading\E\n(.*?)(?=^## |\z)/ms
		or die "no section $heading";
	my %address = map { $_ => sprintf "host '%s', port '%s', dbname 'help'", $node{$_}->host, $node{$_}->port }
		keys %node;
	my $sql = printed($section, 'awk', '-v', 'part=sql', '-f', 'test/documentation.awk');
	$sql =~ s/host '(\w+)', dbname 'help'/$address{$1}/g;
	for my $name (@names)
	{
		my $printed = printed($sql, 'psql', '-Xaq', '-d', $node{$name}->connstr('help'));
		$printed =~ s/\Q$address{$_}\E/host '$_', dbname 'help'/g for keys %node;
		is($printed, printed($section, 'awk', '-v', 'part=out', '-f', 'test/documentation.awk'), "$heading: $name");
	}
}
run_section('On each server with families', 'north', 'south');
run_section('On the server where reports are made', 'centre');
run_section('What the servers compute, and what is fetched', 'centre');
run_section('A summary on each server, and their sum', 'centre');
run_section('A report', 'centre');

# Every aggregate, over the rows of both servers and over the same rows here: by the partition key, which the servers
# do, by another column, and over all
query(slurp_file('test/every_aggregate.psql'));
my $columns = query(q{
	SELECT string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', ' ORDER BY attnum)
	FROM pg_attribute WHERE attrelid = 'argument'::regclass AND attnum > 0});
$node{$_}->safe_psql('help', "CREATE TABLE argument ($columns)") for qw(north south);
query("CREATE TABLE argument_of_both ($columns) PARTITION BY HASH (family_id)",
	(map "CREATE FOREIGN TABLE argument_$_->[0] PARTITION OF argument_of_both
		FOR VALUES WITH (MODULUS 2, REMAINDER $_->[1]) SERVER $_->[0] OPTIONS (table_name 'argument')",
		[ north => 0 ], [ south => 1 ]),
	'INSERT INTO argument_of_both TABLE argument', 'ANALYZE argument_of_both');
cmp_ok($node{$_}->safe_psql('help', 'SELECT count(*) FROM argument'), '>', 100, "rows on $_") for qw(north south);
my @calls = split /\n/, query('SELECT call FROM aggregate_call');
# before PostgreSQL 17 arrays of an extension's types do not belong to it
my %fetched = map { $_ => 1 } split /\n/, query(q{SELECT call FROM aggregate_call
	WHERE state_type LIKE '%[]' AND state_type <> 'bigint[]'
	AND current_setting('server_version_num')::integer < 170000});
cmp_ok(scalar @calls, '>', 20, 'aggregates');
my $by_servers = 'SET enable_partitionwise_aggregate = on';
for my $call (@calls)
{
	for my $group ('family_id', 'group_no', 'true')
	{
		my ($both, $here) =
			map "SELECT $group, $call, $call FILTER (WHERE area_no < 5) FROM $_ GROUP BY 1 ORDER BY 1",
			'argument_of_both', 'argument';
		is(query($by_servers, $both), query($here), "$call by $group");
		next if $group ne 'family_id';
		my ($name) = $call =~ /(\w+)\(/;
		my @remote = query($by_servers, "EXPLAIN (VERBOSE) $both") =~ /Remote SQL: SELECT [^\n]*\.$name\(/g;
		is(@remote, $fetched{$call} ? 0 : 2, "$call is computed by the servers");
	}
}

# Conditions that postgres_fdw cannot send so that a server without a search path knows them are errors; others are not.
# (Before, some row of each kind is there.)
cmp_ok(query("SELECT count(*) FROM stars_north WHERE star <> '{}' AND star[1] IS NOT NULL"), '>', 0, 'Stars on north');
for my $condition (q{star IS DISTINCT FROM '{}'}, q{CASE star WHEN '{}' THEN false ELSE true END})
{
	my ($code, $out, $err) = $node{centre}->psql('help', "SELECT count(*) FROM stars_north WHERE $condition");
	like($err, qr/operator does not exist: outcomestar\.outcome_star = outcomestar\.outcome_star/, $condition);
}
for my $condition (q{star <> '{}' OR star IS NULL}, q{CASE WHEN star = '{}' THEN false ELSE true END},
	q{nullif(star, '{}') IS NOT NULL}, q{(star, 1) > ('{}', 0)}, q{star IN ('{1,2}', star)},
	q{stage(star[1]) IS DISTINCT FROM NULL}, q{star[1] IS DISTINCT FROM 11},
	q{CASE star[1] WHEN 11 THEN false ELSE true END})
{
	is(query("SELECT count(*) FROM stars_north WHERE $condition"), query('SELECT count(*) FROM stars_north'), $condition);
}

# A report: from rows on both servers, and from the same rows here
query('CREATE TABLE readings_here AS TABLE readings', q{CREATE TABLE families AS
	SELECT DISTINCT family_id, '2016-01-01'::date AS added_on,
	       'district ' || ascii(right(family_id, 1)) % 3 AS district
	FROM readings});
sub create_report
{
	my ($source, $report) = @_;
	return query("SELECT create_star_report('$source', '$report', 'family_id', 'completed_on', 'area_no', 'reading',
		completed_by => 'completed_by', families => 'families', dimensions => '{district}')");
}
sub differing_rows
{
	my ($report, $except) = (@_, 'report_options');
	return query(qq{DO \$\$
DECLARE
	view name;
	differ bigint;
BEGIN
	FOR view IN SELECT view_name FROM report_views() WHERE view_name NOT IN ('report_options', 'changes', '$except') LOOP
		EXECUTE format('SELECT count(*) FROM ((TABLE $report.%1\$I EXCEPT ALL TABLE here.%1\$I)
		                UNION ALL (TABLE here.%1\$I EXCEPT ALL TABLE $report.%1\$I)) AS d', view) INTO differ;
		INSERT INTO differing VALUES (view, differ);
	END LOOP;
END \$\$}, 'SELECT count(*) > 10, sum(differ) FROM differing', 'TRUNCATE differing');
}
query('CREATE TABLE differing (view name, differ bigint)');
like(create_report('readings', 'of_both'), qr/(?=.*service users: 34\b).*Stars: 81\b/,
	'report of both servers');
create_report('readings_here', 'here');
is(differing_rows('of_both'), 't|0', 'the report of both servers is that of one');
$node{north}->safe_psql('help',
	"UPDATE readings SET reading = 1 WHERE area_no = 3 AND completed_on > '2017-01-01'");
query("SELECT refresh_star_report('of_both')");
like(differing_rows('of_both'), qr/^t\|[1-9]/, 'a change on one server is in the report once it is refreshed');
query('TRUNCATE readings_here', 'INSERT INTO readings_here TABLE readings', "SELECT refresh_star_report('here')");
is(differing_rows('of_both'), 't|0', 'and the same as on one server');

query("SELECT create_star_report('readings_here', 'here', 'family_id', 'completed_on', 'area_no', 'reading')",
	"SELECT refresh_star_report('star_report')");
# (of as many rows as there are Stars, not readings)
is(differing_rows('star_report', 'source_rows'), 't|0', 'the report of whole Stars is that of one server too');
done_testing();
