# A warehouse on which the extension is not created, and a server beside it that computes its report: the examples of
# doc/managed.md.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my %node = map { $_ => PostgreSQL::Test::Cluster->new($_) } qw(warehouse beside);
for my $name (sort keys %node)
{
	$node{$name}->init;
	$node{$name}->start;
	$node{$name}->safe_psql('postgres', 'CREATE DATABASE help');
}
plan skip_all => 'postgres_fdw is not installed'
  if !$node{beside}->safe_psql('help', q{SELECT count(*) FROM pg_available_extensions WHERE name = 'postgres_fdw'});
my $page = slurp_file('doc/managed.md');
my $address = sprintf "host '%s', port '%s'", $node{warehouse}->host, $node{warehouse}->port;

# What a command prints that reads a text
sub printed
{
	my ($text, @command) = @_;
	IPC::Run::run(\@command, '<', \$text, '>', \my $printed, '2>&1');
	return $printed;
}

# A section of the page, the way pg_regress runs the documentation; but for the address of the warehouse
sub run_section
{
	my ($heading, $name) = @_;
	my ($section) = $page =~ /^## \Q$heading\E\n(.*?)(?=^## |\z)/ms or die "no section $heading";
	my $sql = printed($section, 'awk', '-v', 'part=sql', '-f', 'test/documentation.awk');
	$sql =~ s/host 'warehouse'/$address/;
	my $printed = printed("SET search_path = \"\$user\", public, outcomestar;\n$sql",
		'psql', '-Xaq', '-d', $node{$name}->connstr('help'));
	$printed =~ s/\A.*\n//;
	$printed =~ s/\Q$address\E/host 'warehouse'/;
	is($printed, printed($section, 'awk', '-v', 'part=out', '-f', 'test/documentation.awk'), "$heading: $name");
}

# The command that copies the figures, with the addresses of here
my ($copy) = $page =~ /^(pg_dump .*?)\n```/ms or die 'no command';
for ([ '--dbname=figures', 'beside', '' ],
	[ '--host=warehouse --username=star_reader --dbname=help', 'warehouse', ' user=star_reader' ])
{
	my ($option, $name, $user) = @$_;
	my $there = sprintf '"--dbname=%s%s"', $node{$name}->connstr('help'), $user;
	$copy =~ s/\Q$option\E/$there/ or die "no $option";
}

run_section('On the warehouse', 'warehouse');
run_section('On the server beside', 'beside');
for my $night (1, 2)
{
	run_section('Every night', 'beside');
	command_ok([ 'bash', '-euo', 'pipefail', '-c', $copy ], "figures copied, night $night");
}
run_section('What comes back', 'warehouse');

# All figures have come, and nothing that is about families
my $relations = q{SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class WHERE relkind = '%s'
	AND relnamespace = '%s'::regnamespace %s};
is( $node{warehouse}->safe_psql('help', sprintf $relations, 'r', 'star_figures', ''),
	$node{beside}->safe_psql('help', sprintf $relations, 'v', 'star_report',
		q{AND obj_description(oid, 'pg_class') !~ 'SINGLE FAMILIES: grant with care'}),
	'the views of figures alone');
unlike($node{warehouse}->safe_psql('help', 'SELECT extname FROM pg_extension'), qr/outcomestar/,
	'the warehouse has no extension');

done_testing();
