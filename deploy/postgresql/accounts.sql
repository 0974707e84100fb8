-- The databases and the accounts that may reach them, each no more than it needs. Run once, by an administrator of PostgreSQL 14 or newer,
-- with the passwords in the environment; it can be repeated, and then sets the passwords anew:
--     psql --set ON_ERROR_STOP=1 --file accounts.sql postgres
\getenv owner KOMPETENCEVEJ_OWNER_PASSWORD
\getenv course KOMPETENCEVEJ_COURSE_PASSWORD
\getenv pages KOMPETENCEVEJ_PAGES_PASSWORD
\getenv formgrader KOMPETENCEVEJ_FORMGRADER_PASSWORD
\getenv hub KOMPETENCEVEJ_HUB_PASSWORD

select format('create role %I login', name) from unnest(array[
  'kompetencevej_owner',       -- owns the tables: kompetencevej prepare, backup, restore, retention
  'kompetencevej_course',      -- the course service and marking: reads and writes rows
  'kompetencevej_pages',       -- the kernels behind the pages: answers, attempts and what teams share; who is called what, in which team
  'kompetencevej_formgrader',  -- formgrader: the gradebook, and who is a trainer
  'jupyterhub'                 -- the Hub: its own database
]) as name where not exists (select from pg_roles where rolname = name) \gexec

alter role kompetencevej_owner password :'owner';
alter role kompetencevej_course password :'course';
alter role kompetencevej_pages password :'pages';
alter role kompetencevej_formgrader password :'formgrader';
alter role jupyterhub password :'hub';

-- What waits longer than this waits for something that will not come. The programs set it too; here it holds for whoever uses the account.
alter role kompetencevej_course set statement_timeout = '60s';
alter role kompetencevej_pages set statement_timeout = '20s';
alter role kompetencevej_formgrader set statement_timeout = '60s';
alter role kompetencevej_course set idle_in_transaction_session_timeout = '60s';
alter role kompetencevej_pages set idle_in_transaction_session_timeout = '60s';
alter role kompetencevej_formgrader set idle_in_transaction_session_timeout = '60s';

select format('create database %I owner %I encoding ''UTF8'' template template0', name, owner) from (values
  ('kompetencevej', 'kompetencevej_owner'), ('gradebook', 'kompetencevej_owner'), ('jupyterhub', 'jupyterhub')
) as wanted(name, owner) where not exists (select from pg_database where datname = name) \gexec

revoke connect, temporary on database kompetencevej, gradebook, jupyterhub from public;
grant connect on database kompetencevej to kompetencevej_course, kompetencevej_pages, kompetencevej_formgrader;
grant connect on database gradebook to kompetencevej_course, kompetencevej_formgrader;

-- The store's rights, table by table, are given by `kompetencevej prepare`, which knows the tables.
\connect kompetencevej
revoke create on schema public from public;

\connect gradebook
revoke create on schema public from public;
alter default privileges for role kompetencevej_owner in schema public
  grant select, insert, update, delete on tables to kompetencevej_course, kompetencevej_formgrader;
alter default privileges for role kompetencevej_owner in schema public
  grant usage on sequences to kompetencevej_course, kompetencevej_formgrader;
