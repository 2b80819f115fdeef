# What works before there is a PostgreSQL server: see test/cluster.  Some tests need more packages than the build.
TEST_PACKAGES = libipc-run-perl $(if $(shell command -v npm),,nodejs npm) \
    python3-psycopg2 python3-scipy python3-pyodbc odbc-postgresql unixodbc r-cran-rpostgresql \
    default-jdk-headless libpostgresql-jdbc-java libjunixsocket-java
SUPERSET_PACKAGES = python3-venv curl jq zip
ifneq ($(filter check check-python check-superset check-pictures check-libreoffice dashboard demo bench psql,$(MAKECMDGOALS)),)

.PHONY: check check-python check-superset check-pictures check-libreoffice dashboard demo bench psql
check:
	@PACKAGES="$(TEST_PACKAGES)" test/cluster make --keep-going installcheck installcheck-clients installcheck-tools installcheck-attack TAP_TESTS=1
# With packages from PyPI
check-python:
	@PACKAGES=python3-venv test/cluster sh -c "test/clients/run psycopg asyncpg sqlalchemy pandas && test/dbt/run"
# In a browser
check-pictures:
	@PACKAGES="chromium fonts-liberation poppler-utils python3" test/cluster test/pictures/run
# In a spreadsheet
check-libreoffice:
	@PACKAGES="libreoffice-calc libreoffice-base python3-uno odbc-postgresql unixodbc" test/cluster test/libreoffice/run
check-superset:
	@PACKAGES="$(SUPERSET_PACKAGES) chromium chromium-driver" test/cluster test/superset/run check
dashboard:
	@PACKAGES="$(SUPERSET_PACKAGES)" test/cluster test/superset/run
demo:
	@test/cluster psql --no-psqlrc --quiet --file doc/demo.sql
bench:
	@test/cluster test/bench/run
psql:
	@test/cluster psql --pset=pager=off

else

EXTENSION = outcomestar
# Where this file is: elsewhere than here in a build out of the tree (VPATH), as packagers make one for each version
here := $(dir $(firstword $(MAKEFILE_LIST)))
in_here = $(patsubst $(here)%,%,$(wildcard $(addprefix $(here),$(1))))
EXTVERSION = $(shell sed -n "s/^default_version = '\(.*\)'/\1/p" $(here)outcomestar.control)

MODULE_big = outcomestar
OBJS = $(patsubst %.c,%.o,$(call in_here,src/*.c))
# What PostgreSQL calls is exported by name: see src/outcomestar.h.
PG_CFLAGS = $(shell $(CC) -fvisibility=hidden -fsyntax-only -x c /dev/null 2>/dev/null && echo -fvisibility=hidden)
# Tail probabilities: src/tail.c
SHLIB_LINK = -lm
# The script of this version, those that lead to it and are not released, and those that were (see CONTRIBUTING.md)
BUILT = sql/$(EXTENSION)--$(EXTVERSION).sql \
    $(patsubst sql/upgrade/%--unreleased.sql.in,sql/%--$(EXTVERSION).sql,$(call in_here,sql/upgrade/*--unreleased.sql.in))
DATA_built = $(BUILT)
DATA = $(call in_here,sql/upgrade/*.sql)

REGRESS = $(sort $(patsubst test/sql/%.sql,%,$(call in_here,test/sql/*.sql)) documentation)
REGRESS_OPTS = --inputdir=$(here)test --load-extension=$(EXTENSION)
ISOLATION = $(sort $(patsubst test/specs/%.spec,%,$(call in_here,test/specs/*.spec)))
ISOLATION_OPTS = --inputdir=$(here)test --outputdir=. --load-extension=$(EXTENSION)
PROVE_TESTS = $(sort $(call in_here,test/t/*.pl))
REGRESS_PREP = test/sql/documentation.sql expected/documentation.out expected/documentation_1.out
EXTRA_CLEAN = $(REGRESS_PREP)

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

# What is published: see CONTRIBUTING.md.  It has the scripts as built, for Windows has no awk.
.PHONY: dist
dist: $(BUILT)
	git diff --quiet HEAD || { echo "not all is committed" >&2; exit 1; }
	git archive --format=zip --prefix=$(EXTENSION)-$(EXTVERSION)/sql/ $(addprefix --add-file=,$(BUILT)) \
	    --prefix=$(EXTENSION)-$(EXTVERSION)/ --output=$(EXTENSION)-$(EXTVERSION).zip HEAD

# Other programs than psql that read a report, what they open, and attacks on publications
.PHONY: installcheck-clients installcheck-tools installcheck-attack
installcheck-clients installcheck-tools installcheck-attack: installcheck-%:
	@test/$*/run

$(OBJS): $(call in_here,src/*.h)
$(shell mkdir -p src sql)

$(BUILT): $(call in_here,sql/*.sql.in sql/*/*.sql.in sql/*/*/*.sql sql/*.awk sql/report/*.sql)
sql/$(EXTENSION)--$(EXTVERSION).sql: sql/$(EXTENSION).sql.in
	awk -f $(here)sql/build.awk $< > $@.tmp && mv $@.tmp $@
sql/%--$(EXTVERSION).sql: sql/upgrade/%--unreleased.sql.in
	awk -f $(here)sql/build.awk $< > $@.tmp && mv $@.tmp $@

# The examples of the documentation are a test: statements, and what they print, in a database of their own.
# (Those of two pages take several servers: test/t/distributed.pl, managed.pl.)
DOCUMENTATION = README.md $(filter-out doc/distributed.md doc/managed.md,$(sort $(wildcard doc/*.md))) $(sort $(wildcard doc/*/*.md))
# Its roles are for all databases of a server, and it drops them: where one is there already it is somebody's, and
# nothing is run, which passes too.
DOCUMENTATION_ROLES = $(shell sed -n "s/^CREATE ROLE \([a-z_]*\);/'\1'/p" $(DOCUMENTATION) | paste -s -d , -)
not_run = not run: it would drop a role that is there already
DOCUMENTATION_ROLES_EXIST = \
    "SELECT count(*) > 0 AS roles_exist FROM pg_roles WHERE rolname IN ($(DOCUMENTATION_ROLES)) \\gset" \
    '\if :roles_exist' '\echo $(not_run)'
DOCUMENTATION_START = printf '%s\n' $(DOCUMENTATION_ROLES_EXIST) '\quit' '\endif' \
    '\set SHOW_CONTEXT never' '\set regression :DBNAME' 'CREATE DATABASE outcomestar_documentation;' \
    '\c outcomestar_documentation' "SET lc_messages = 'C';" 'SET datestyle = ISO;'
DOCUMENTATION_END = printf '%s\n' '\c :regression' 'DROP DATABASE outcomestar_documentation;'
test/sql/documentation.sql: $(DOCUMENTATION) test/documentation.awk
	($(DOCUMENTATION_START); awk -v part=sql -f test/documentation.awk $(DOCUMENTATION); $(DOCUMENTATION_END)) > $@
expected/documentation.out: $(DOCUMENTATION) test/documentation.awk
	($(DOCUMENTATION_START); awk -v part=out -f test/documentation.awk $(DOCUMENTATION); $(DOCUMENTATION_END)) > $@
expected/documentation_1.out: $(DOCUMENTATION)
	printf '%s\n' $(DOCUMENTATION_ROLES_EXIST) '$(not_run)' '\quit' > $@

endif
