--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: answer; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.answer (
    learner character varying(120) NOT NULL,
    module character varying(60) NOT NULL,
    task character varying(60) NOT NULL,
    fingerprint character varying(12) NOT NULL,
    value json NOT NULL,
    checked boolean NOT NULL,
    revision integer NOT NULL,
    saved_at timestamp without time zone NOT NULL
);


--
-- Name: attempt; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.attempt (
    id character varying(36) NOT NULL,
    learner character varying(120) NOT NULL,
    module character varying(60) NOT NULL,
    task character varying(60) NOT NULL,
    taken json NOT NULL,
    hints json NOT NULL,
    thoughts json NOT NULL,
    revision integer NOT NULL,
    started_at timestamp without time zone NOT NULL,
    saved_at timestamp without time zone NOT NULL,
    finished_at timestamp without time zone,
    score integer,
    best integer,
    outcome character varying(10)
);


--
-- Name: evidence; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.evidence (
    id integer NOT NULL,
    learner character varying(120) NOT NULL,
    competence character varying(60) NOT NULL,
    level double precision NOT NULL,
    worked_at timestamp without time zone NOT NULL,
    module character varying(60) NOT NULL,
    submission_id integer NOT NULL,
    basis json NOT NULL
);


--
-- Name: evidence_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.evidence_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: evidence_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.evidence_id_seq OWNED BY public.evidence.id;


--
-- Name: person; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.person (
    username character varying(120) NOT NULL,
    name character varying(200) NOT NULL,
    role character varying(40) NOT NULL,
    team character varying(120),
    manages character varying(120),
    trainer boolean NOT NULL,
    active boolean NOT NULL,
    example boolean NOT NULL
);


--
-- Name: result; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.result (
    submission_id integer NOT NULL,
    task character varying(60) NOT NULL,
    competence character varying(60) NOT NULL,
    level integer NOT NULL,
    points double precision NOT NULL,
    max_points double precision NOT NULL,
    rubric_level integer,
    why json NOT NULL,
    comment character varying NOT NULL
);


--
-- Name: submission; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.submission (
    id integer NOT NULL,
    learner character varying(120) NOT NULL,
    module character varying(60) NOT NULL,
    number integer NOT NULL,
    module_version character varying(12) NOT NULL,
    answers json NOT NULL,
    handed_in_at timestamp without time zone NOT NULL,
    collected_at timestamp without time zone,
    marked_at timestamp without time zone
);


--
-- Name: submission_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.submission_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: submission_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.submission_id_seq OWNED BY public.submission.id;


--
-- Name: evidence id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evidence ALTER COLUMN id SET DEFAULT nextval('public.evidence_id_seq'::regclass);


--
-- Name: submission id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.submission ALTER COLUMN id SET DEFAULT nextval('public.submission_id_seq'::regclass);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.alembic_version VALUES ('0001');


--
-- Data for Name: answer; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.answer VALUES ('eksempel-carla', '1-virtuelle-samtaler', 'kanal-foerste-samtale', '374b55ba58f9', '["video-med-hjaelp"]', false, 1, '2026-11-25 19:52:24.884129');
INSERT INTO public.answer VALUES ('eksempel-carla', '1-virtuelle-samtaler', 'kanal-fire-aftaler', '96d007e52bea', '{"sofie": "video-deling", "kasper": "telefon", "svitlana": "fremmoede-tolk", "bent": "video-tolk"}', false, 1, '2026-11-25 19:52:24.885532');
INSERT INTO public.answer VALUES ('eksempel-carla', '1-virtuelle-samtaler', 'vejledning-tre-borgere', 'bfd219388755', '{"ole": "proeveopkald", "samira": "kort-besked", "finn": "vejledning"}', false, 1, '2026-11-25 19:52:24.886789');
INSERT INTO public.answer VALUES ('eksempel-carla', '1-virtuelle-samtaler', 'rammer-fem-minutter-foer', '93f684ff9faa', '["nummer", "lokale", "luk"]', false, 1, '2026-11-25 19:52:24.888141');
INSERT INTO public.answer VALUES ('eksempel-carla', '1-virtuelle-samtaler', 'rammer-moderen-i-rummet', 'ce50bd7c0034', '["valg"]', false, 1, '2026-11-25 19:52:24.889429');
INSERT INTO public.answer VALUES ('eksempel-carla', '1-virtuelle-samtaler', 'rammer-billedet-fryser', '370351c03bb2', '["varsl", "ring", "rum", "valg", "genoptag"]', false, 1, '2026-11-25 19:52:24.890666');
INSERT INTO public.answer VALUES ('eksempel-carla', '1-virtuelle-samtaler', 'data-delt-skaerm', '7f4649a03dfc', '["tie", "sig", "meld"]', false, 1, '2026-11-25 19:52:24.891894');
INSERT INTO public.answer VALUES ('eksempel-carla', '1-virtuelle-samtaler', 'ledelse-samtalens-gang', '20db15158d06', '["lyd", "dagsorden", "fortael", "saml-op", "aftale"]', false, 1, '2026-11-25 19:52:24.893178');
INSERT INTO public.answer VALUES ('eksempel-carla', '1-virtuelle-samtaler', 'ledelse-sidste-fem-minutter', 'c93c6dd24453', '["fast-tid"]', false, 1, '2026-11-25 19:52:24.894413');
INSERT INTO public.answer VALUES ('eksempel-carla', '1-virtuelle-samtaler', 'relation-stilheden', '37b456bd9974', '["bliv"]', false, 1, '2026-11-25 19:52:24.895703');
INSERT INTO public.answer VALUES ('eksempel-carla', '1-virtuelle-samtaler', 'relation-fire-svar', 'fee49eef3071', '{"spoerg": "inviterer", "to-af-tolv": "gentager", "haab": "gaetter", "rigtigt": "samler"}', false, 1, '2026-11-25 19:52:24.897045');
INSERT INTO public.answer VALUES ('eksempel-carla', '1-virtuelle-samtaler', 'relation-slukket-kamera', '4814a927c2b6', '["hoert", "slukket", "ansigt"]', false, 1, '2026-11-25 19:52:24.898334');
INSERT INTO public.answer VALUES ('eksempel-carla', '1-virtuelle-samtaler', 'relation-det-usagte-tekst', 'd72a63e63c68', '"Jeg lader stilheden v\u00e6re. Kommer der ikke noget, siger jeg: \u00bbDa jeg n\u00e6vnte din chef, s\u00e5 du v\u00e6k. Det kan v\u00e6re alt muligt. Er der noget ved det, du vil sige noget om i dag?\u00ab\n\nSiger hun nej, tager jeg det for et nej. Jeg siger, at vi ogs\u00e5 kan m\u00f8des eller tale i telefon en anden dag. Jeg kan ikke se p\u00e5 en sk\u00e6rm, om hun er alene, s\u00e5 jeg sp\u00f8rger ikke mere ind, f\u00f8r jeg ved det."', false, 1, '2026-11-25 19:52:24.899625');
INSERT INTO public.answer VALUES ('eksempel-carla', '1-virtuelle-samtaler', 'kanal-tre-samtaler-tekst', '6e479b8860b4', '"Jeg ville tage dem alle tre fysisk, s\u00e5 jeg kan se ham. M\u00f8det med virksomheden er selvf\u00f8lgelig derude, fordi han skal pr\u00f8ve arbejdet af, og det kan man ikke p\u00e5 video."', false, 1, '2026-11-25 19:52:24.900966');
INSERT INTO public.answer VALUES ('eksempel-david', '1-virtuelle-samtaler', 'kanal-foerste-samtale', '374b55ba58f9', '["ses-foerst"]', false, 1, '2026-11-25 19:52:24.907569');
INSERT INTO public.answer VALUES ('eksempel-anna', '1-virtuelle-samtaler', 'kanal-foerste-samtale', '374b55ba58f9', '["ses-foerst"]', false, 2, '2026-11-25 19:52:25.932174');
INSERT INTO public.answer VALUES ('eksempel-anna', '1-virtuelle-samtaler', 'vejledning-tre-borgere', 'bfd219388755', '{"ole": "proeveopkald", "samira": "kort-besked", "finn": "uden-skaerm"}', false, 2, '2026-11-25 19:52:25.943572');
INSERT INTO public.answer VALUES ('eksempel-anna', '1-virtuelle-samtaler', 'rammer-fem-minutter-foer', '93f684ff9faa', '["nummer", "lokale", "luk"]', false, 2, '2026-11-25 19:52:25.950237');
INSERT INTO public.answer VALUES ('eksempel-anna', '1-virtuelle-samtaler', 'rammer-moderen-i-rummet', 'ce50bd7c0034', '["valg"]', false, 2, '2026-11-25 19:52:25.953656');
INSERT INTO public.answer VALUES ('eksempel-anna', '1-virtuelle-samtaler', 'rammer-billedet-fryser', '370351c03bb2', '["ring", "varsl", "rum", "valg", "genoptag"]', false, 2, '2026-11-25 19:52:25.957259');
INSERT INTO public.answer VALUES ('eksempel-anna', '1-virtuelle-samtaler', 'data-delt-skaerm', '7f4649a03dfc', '["stop", "sig", "meld"]', false, 2, '2026-11-25 19:52:25.962084');
INSERT INTO public.answer VALUES ('eksempel-anna', '1-virtuelle-samtaler', 'ledelse-samtalens-gang', '20db15158d06', '["lyd", "dagsorden", "fortael", "saml-op", "aftale"]', false, 2, '2026-11-25 19:52:25.968274');
INSERT INTO public.answer VALUES ('eksempel-anna', '1-virtuelle-samtaler', 'ledelse-sidste-fem-minutter', 'c93c6dd24453', '["fast-tid"]', false, 2, '2026-11-25 19:52:25.971786');
INSERT INTO public.answer VALUES ('eksempel-anna', '1-virtuelle-samtaler', 'relation-stilheden', '37b456bd9974', '["bliv"]', false, 2, '2026-11-25 19:52:25.976532');
INSERT INTO public.answer VALUES ('eksempel-anna', '1-virtuelle-samtaler', 'relation-fire-svar', 'fee49eef3071', '{"spoerg": "inviterer", "to-af-tolv": "gentager", "haab": "gaetter", "rigtigt": "samler"}', false, 2, '2026-11-25 19:52:25.978508');
INSERT INTO public.answer VALUES ('eksempel-anna', '1-virtuelle-samtaler', 'relation-slukket-kamera', '4814a927c2b6', '["hoert", "slukket", "ansigt"]', false, 2, '2026-11-25 19:52:25.981237');
INSERT INTO public.answer VALUES ('eksempel-anna', '1-virtuelle-samtaler', 'kanal-tre-samtaler-tekst', '6e479b8860b4', '"Den f\u00f8rste vil jeg helst have herinde, fordi vi skal tale om ryggen og om ham selv, og derhjemme er der mange, der kan h\u00f8re med. Jeg sp\u00f8rger, om turen er for h\u00e5rd; s\u00e5 finder vi et tidspunkt p\u00e5 video, hvor han er alene. Jobid\u00e9erne tager vi p\u00e5 video. M\u00f8det med virksomheden er derude."', false, 2, '2026-11-25 19:52:25.994138');
INSERT INTO public.answer VALUES ('eksempel-bo', '1-virtuelle-samtaler', 'kanal-foerste-samtale', '374b55ba58f9', '["ses-foerst"]', false, 2, '2026-11-25 19:52:26.005673');
INSERT INTO public.answer VALUES ('eksempel-bo', '1-virtuelle-samtaler', 'kanal-fire-aftaler', '96d007e52bea', '{"sofie": "video-deling", "kasper": "telefon", "svitlana": "fremmoede-tolk", "bent": "fremmoede"}', false, 2, '2026-11-25 19:52:26.009057');
INSERT INTO public.answer VALUES ('eksempel-bo', '1-virtuelle-samtaler', 'vejledning-tre-borgere', 'bfd219388755', '{"ole": "proeveopkald", "samira": "kort-besked", "finn": "uden-skaerm"}', false, 2, '2026-11-25 19:52:26.012527');
INSERT INTO public.answer VALUES ('eksempel-bo', '1-virtuelle-samtaler', 'rammer-fem-minutter-foer', '93f684ff9faa', '["nummer", "lokale", "luk"]', false, 2, '2026-11-25 19:52:26.014428');
INSERT INTO public.answer VALUES ('eksempel-bo', '1-virtuelle-samtaler', 'rammer-moderen-i-rummet', 'ce50bd7c0034', '["valg"]', false, 2, '2026-11-25 19:52:26.016358');
INSERT INTO public.answer VALUES ('eksempel-bo', '1-virtuelle-samtaler', 'rammer-billedet-fryser', '370351c03bb2', '["varsl", "ring", "rum", "valg", "genoptag"]', false, 2, '2026-11-25 19:52:26.018158');
INSERT INTO public.answer VALUES ('eksempel-bo', '1-virtuelle-samtaler', 'data-delt-skaerm', '7f4649a03dfc', '["stop", "sig", "meld"]', false, 2, '2026-11-25 19:52:26.020179');
INSERT INTO public.answer VALUES ('eksempel-bo', '1-virtuelle-samtaler', 'ledelse-samtalens-gang', '20db15158d06', '["lyd", "dagsorden", "fortael", "saml-op", "aftale"]', false, 2, '2026-11-25 19:52:26.023911');
INSERT INTO public.answer VALUES ('eksempel-bo', '1-virtuelle-samtaler', 'ledelse-sidste-fem-minutter', 'c93c6dd24453', '["fast-tid"]', false, 2, '2026-11-25 19:52:26.026984');
INSERT INTO public.answer VALUES ('eksempel-bo', '1-virtuelle-samtaler', 'relation-stilheden', '37b456bd9974', '["bliv"]', false, 2, '2026-11-25 19:52:26.030238');
INSERT INTO public.answer VALUES ('eksempel-bo', '1-virtuelle-samtaler', 'relation-fire-svar', 'fee49eef3071', '{"spoerg": "inviterer", "to-af-tolv": "gentager", "haab": "gaetter", "rigtigt": "samler"}', false, 2, '2026-11-25 19:52:26.035952');
INSERT INTO public.answer VALUES ('eksempel-bo', '1-virtuelle-samtaler', 'relation-slukket-kamera', '4814a927c2b6', '["taend", "slukket", "ansigt"]', false, 2, '2026-11-25 19:52:26.038163');
INSERT INTO public.answer VALUES ('eksempel-bo', '1-virtuelle-samtaler', 'relation-det-usagte-tekst', 'd72a63e63c68', '"Jeg siger: \u00bbDu blev lidt stille, da jeg sagde noget om din chef. Er du ked af det?\u00ab Og s\u00e5 venter jeg p\u00e5, hvad hun siger."', false, 2, '2026-11-25 19:52:26.040314');
INSERT INTO public.answer VALUES ('eksempel-bo', '1-virtuelle-samtaler', 'kanal-tre-samtaler-tekst', '6e479b8860b4', '"F\u00f8rst her hos os, for det handler om hans krop, og han er sj\u00e6ldent alene hjemme. S\u00e5 video, n\u00e5r vi skal se p\u00e5 jobopslag; det sparer ham for bussen. Til sidst ude p\u00e5 virksomheden. Jeg sp\u00f8rger ham, f\u00f8r jeg booker."', false, 2, '2026-11-25 19:52:26.042123');
INSERT INTO public.answer VALUES ('eksempel-david', '1-virtuelle-samtaler', 'kanal-fire-aftaler', '96d007e52bea', '{"sofie": "video-deling", "kasper": "telefon", "svitlana": "fremmoede-tolk", "bent": "fremmoede"}', false, 1, '2026-11-25 19:52:24.908886');
INSERT INTO public.answer VALUES ('eksempel-david', '1-virtuelle-samtaler', 'vejledning-tre-borgere', 'bfd219388755', '{"ole": "proeveopkald", "samira": "kort-besked", "finn": "uden-skaerm"}', false, 1, '2026-11-25 19:52:24.910572');
INSERT INTO public.answer VALUES ('eksempel-david', '1-virtuelle-samtaler', 'rammer-fem-minutter-foer', '93f684ff9faa', '["nummer", "lokale", "luk"]', false, 1, '2026-11-25 19:52:24.911823');
INSERT INTO public.answer VALUES ('eksempel-david', '1-virtuelle-samtaler', 'rammer-moderen-i-rummet', 'ce50bd7c0034', '["valg"]', false, 1, '2026-11-25 19:52:24.913132');
INSERT INTO public.answer VALUES ('eksempel-david', '1-virtuelle-samtaler', 'rammer-billedet-fryser', '370351c03bb2', '["varsl", "ring", "rum", "valg", "genoptag"]', false, 1, '2026-11-25 19:52:24.914451');
INSERT INTO public.answer VALUES ('eksempel-david', '1-virtuelle-samtaler', 'data-delt-skaerm', '7f4649a03dfc', '["stop", "sig", "meld"]', false, 1, '2026-11-25 19:52:24.915731');
INSERT INTO public.answer VALUES ('eksempel-david', '1-virtuelle-samtaler', 'ledelse-samtalens-gang', '20db15158d06', '["lyd", "dagsorden", "fortael", "saml-op", "aftale"]', false, 1, '2026-11-25 19:52:24.917043');
INSERT INTO public.answer VALUES ('eksempel-david', '1-virtuelle-samtaler', 'ledelse-sidste-fem-minutter', 'c93c6dd24453', '["spoerg-ind"]', false, 1, '2026-11-25 19:52:24.918295');
INSERT INTO public.answer VALUES ('eksempel-david', '1-virtuelle-samtaler', 'relation-stilheden', '37b456bd9974', '["bliv"]', false, 1, '2026-11-25 19:52:24.919535');
INSERT INTO public.answer VALUES ('eksempel-david', '1-virtuelle-samtaler', 'relation-fire-svar', 'fee49eef3071', '{"spoerg": "inviterer", "to-af-tolv": "gentager", "haab": "gaetter", "rigtigt": "samler"}', false, 1, '2026-11-25 19:52:24.920857');
INSERT INTO public.answer VALUES ('eksempel-david', '1-virtuelle-samtaler', 'relation-slukket-kamera', '4814a927c2b6', '["hoert", "slukket", "ansigt"]', false, 1, '2026-11-25 19:52:24.92213');
INSERT INTO public.answer VALUES ('eksempel-david', '1-virtuelle-samtaler', 'relation-det-usagte-tekst', 'd72a63e63c68', '"Jeg venter. S\u00e5 siger jeg: \u00bbJeg lagde m\u00e6rke til, at du kiggede v\u00e6k lige f\u00f8r. Du beh\u00f8ver ikke sige noget om det, men jeg vil gerne h\u00f8re, hvis der er noget.\u00ab Jeg siger det roligt, for sk\u00e6rmen g\u00f8r det sv\u00e6rt at m\u00e6rke, hvordan hun har det."', false, 1, '2026-11-25 19:52:24.923418');
INSERT INTO public.answer VALUES ('eksempel-david', '1-virtuelle-samtaler', 'kanal-tre-samtaler-tekst', '6e479b8860b4', '"Den f\u00f8rste her p\u00e5 kommunen, hvis ryggen kan holde til bussen. Den anden p\u00e5 video. Den tredje ude hos virksomheden. Jeg sp\u00f8rger ham efter hver gang, om det var den rigtige m\u00e5de at m\u00f8des p\u00e5."', false, 1, '2026-11-25 19:52:24.92475');
INSERT INTO public.answer VALUES ('eksempel-anna', '1-virtuelle-samtaler', 'kanal-fire-aftaler', '96d007e52bea', '{"sofie": "video-deling", "kasper": "telefon", "svitlana": "fremmoede-tolk", "bent": "fremmoede"}', false, 2, '2026-11-25 19:52:25.93982');
INSERT INTO public.answer VALUES ('eksempel-anna', '1-virtuelle-samtaler', 'relation-det-usagte-tekst', 'd72a63e63c68', '"Jeg tr\u00e6kker vejret et par gange. S\u00e5 siger jeg: \u00bbDu siger, at det g\u00e5r fint, og jeg s\u00e5, at du kiggede v\u00e6k, da jeg n\u00e6vnte din chef. Jeg ved ikke, om det betyder noget.\u00ab S\u00e5 tier jeg.\n\nJeg n\u00e6vner ikke tr\u00f8jen eller gardinerne, for det kan jeg ikke vide noget om. Siger hun \u00bbfint\u00ab igen, er det i orden. Jeg sp\u00f8rger, om hun kan tale frit, hvor hun er, eller om vi skal tage det over telefonen eller ses."', false, 2, '2026-11-25 19:52:25.989088');
INSERT INTO public.answer VALUES ('mig', '1-virtuelle-samtaler', 'relation-det-usagte-tekst', 'd72a63e63c68', '"Jeg vil gerne se dig, n\u00e5r vi taler sammen: skal vi tage det p\u00e5 video?"', false, 1, '2026-11-25 19:52:27.072278');


--
-- Data for Name: attempt; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.attempt VALUES ('afe1715a-a95c-4d36-b96d-cef9acd98c9b', 'eksempel-anna', '1-virtuelle-samtaler', 'samtale-mikkel', '["Stranden>Rummet#2", "Rummet>Dagsordenen#3", "Dagsordenen>Tasterne"]', '[]', '[]', 4, '2026-11-25 19:52:27.044214', '2026-11-25 19:52:27.051752', NULL, NULL, NULL, NULL);
INSERT INTO public.attempt VALUES ('7542b5a7-895b-4229-8139-75ec54b9eebd', 'eksempel-anna', '1-virtuelle-samtaler', 'samtale-mikkel', '["Stranden>Rummet#2", "Rummet>Dagsordenen#3", "Dagsordenen>Tasterne", "Tasterne>Gang i den#3", "Gang i den>Hverdagen", "Hverdagen>Natten", "Natten>Frosset", "Frosset>Telefonen", "Telefonen>Det hele", "Det hele>Aftalen#3", "Aftalen>Netto-posen"]', '[]', '[]', 12, '2026-11-25 19:52:27.053038', '2026-11-25 19:52:27.070797', '2026-11-25 19:52:27.070797', 40, 40, 'good');


--
-- Data for Name: evidence; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.evidence VALUES (1, 'eksempel-anna', 'faglighed.data', 2, '2026-09-22 10:20:00', '1-virtuelle-samtaler', 1, '[{"task": "data-delt-skaerm", "competence": "faglighed.data", "level": 2, "fraction": 1.0, "rubric_level": null}]');
INSERT INTO public.evidence VALUES (2, 'eksempel-anna', 'faglighed.vejledning', 3, '2026-09-22 10:20:00', '1-virtuelle-samtaler', 1, '[{"task": "vejledning-tre-borgere", "competence": "faglighed.vejledning", "level": 3, "fraction": 1.0, "rubric_level": null}]');
INSERT INTO public.evidence VALUES (3, 'eksempel-anna', 'samtale.kanal', 2.25, '2026-09-22 10:20:00', '1-virtuelle-samtaler', 1, '[{"task": "kanal-foerste-samtale", "competence": "samtale.kanal", "level": 1, "fraction": 1.0, "rubric_level": null}, {"task": "kanal-fire-aftaler", "competence": "samtale.kanal", "level": 3, "fraction": 0.75, "rubric_level": null}, {"task": "kanal-tre-samtaler-tekst", "competence": "samtale.kanal", "level": 4, "fraction": 0.5, "rubric_level": 2}]');
INSERT INTO public.evidence VALUES (4, 'eksempel-anna', 'samtale.ledelse', 4, '2026-09-22 10:20:00', '1-virtuelle-samtaler', 1, '[{"task": "ledelse-samtalens-gang", "competence": "samtale.ledelse", "level": 2, "fraction": 1.0, "rubric_level": null}, {"task": "ledelse-sidste-fem-minutter", "competence": "samtale.ledelse", "level": 4, "fraction": 1.0, "rubric_level": null}]');
INSERT INTO public.evidence VALUES (5, 'eksempel-anna', 'samtale.rammer', 2.1325, '2026-09-22 10:20:00', '1-virtuelle-samtaler', 1, '[{"task": "rammer-fem-minutter-foer", "competence": "samtale.rammer", "level": 1, "fraction": 0.3325, "rubric_level": null}, {"task": "rammer-moderen-i-rummet", "competence": "samtale.rammer", "level": 2, "fraction": 1.0, "rubric_level": null}, {"task": "rammer-billedet-fryser", "competence": "samtale.rammer", "level": 3, "fraction": 0.8, "rubric_level": null}]');
INSERT INTO public.evidence VALUES (6, 'eksempel-anna', 'samtale.relation', 2, '2026-09-22 10:20:00', '1-virtuelle-samtaler', 1, '[{"task": "relation-stilheden", "competence": "samtale.relation", "level": 2, "fraction": 0.0, "rubric_level": null}, {"task": "relation-fire-svar", "competence": "samtale.relation", "level": 3, "fraction": 1.0, "rubric_level": null}, {"task": "relation-slukket-kamera", "competence": "samtale.relation", "level": 4, "fraction": 1.0, "rubric_level": null}, {"task": "relation-det-usagte-tekst", "competence": "samtale.relation", "level": 3, "fraction": 0.5, "rubric_level": 2}]');
INSERT INTO public.evidence VALUES (7, 'eksempel-bo', 'faglighed.data', 2, '2026-10-02 10:20:00', '1-virtuelle-samtaler', 2, '[{"task": "data-delt-skaerm", "competence": "faglighed.data", "level": 2, "fraction": 1.0, "rubric_level": null}]');
INSERT INTO public.evidence VALUES (8, 'eksempel-bo', 'faglighed.vejledning', 3, '2026-10-02 10:20:00', '1-virtuelle-samtaler', 2, '[{"task": "vejledning-tre-borgere", "competence": "faglighed.vejledning", "level": 3, "fraction": 1.0, "rubric_level": null}]');
INSERT INTO public.evidence VALUES (9, 'eksempel-bo', 'samtale.kanal', 2.5, '2026-10-02 10:20:00', '1-virtuelle-samtaler', 2, '[{"task": "kanal-foerste-samtale", "competence": "samtale.kanal", "level": 1, "fraction": 1.0, "rubric_level": null}, {"task": "kanal-fire-aftaler", "competence": "samtale.kanal", "level": 3, "fraction": 1.0, "rubric_level": null}, {"task": "kanal-tre-samtaler-tekst", "competence": "samtale.kanal", "level": 4, "fraction": 0.5, "rubric_level": 2}]');
INSERT INTO public.evidence VALUES (10, 'eksempel-bo', 'samtale.ledelse', 3.6, '2026-10-02 10:20:00', '1-virtuelle-samtaler', 2, '[{"task": "ledelse-samtalens-gang", "competence": "samtale.ledelse", "level": 2, "fraction": 0.8, "rubric_level": null}, {"task": "ledelse-sidste-fem-minutter", "competence": "samtale.ledelse", "level": 4, "fraction": 1.0, "rubric_level": null}]');
INSERT INTO public.evidence VALUES (11, 'eksempel-bo', 'samtale.rammer', 3, '2026-10-02 10:20:00', '1-virtuelle-samtaler', 2, '[{"task": "rammer-fem-minutter-foer", "competence": "samtale.rammer", "level": 1, "fraction": 1.0, "rubric_level": null}, {"task": "rammer-moderen-i-rummet", "competence": "samtale.rammer", "level": 2, "fraction": 1.0, "rubric_level": null}, {"task": "rammer-billedet-fryser", "competence": "samtale.rammer", "level": 3, "fraction": 1.0, "rubric_level": null}]');
INSERT INTO public.evidence VALUES (12, 'eksempel-bo', 'samtale.relation', 1.0413, '2026-10-02 10:20:00', '1-virtuelle-samtaler', 2, '[{"task": "relation-stilheden", "competence": "samtale.relation", "level": 2, "fraction": 0.0, "rubric_level": null}, {"task": "relation-fire-svar", "competence": "samtale.relation", "level": 3, "fraction": 0.75, "rubric_level": null}, {"task": "relation-slukket-kamera", "competence": "samtale.relation", "level": 4, "fraction": 0.3325, "rubric_level": null}, {"task": "relation-det-usagte-tekst", "competence": "samtale.relation", "level": 3, "fraction": 0.25, "rubric_level": 1}]');
INSERT INTO public.evidence VALUES (13, 'eksempel-carla', 'faglighed.data', 0.665, '2026-11-05 10:20:00', '1-virtuelle-samtaler', 3, '[{"task": "data-delt-skaerm", "competence": "faglighed.data", "level": 2, "fraction": 0.3325, "rubric_level": null}]');
INSERT INTO public.evidence VALUES (14, 'eksempel-carla', 'faglighed.vejledning', 2.0025, '2026-11-05 10:20:00', '1-virtuelle-samtaler', 3, '[{"task": "vejledning-tre-borgere", "competence": "faglighed.vejledning", "level": 3, "fraction": 0.6675, "rubric_level": null}]');
INSERT INTO public.evidence VALUES (15, 'eksempel-carla', 'samtale.kanal', 1.75, '2026-11-05 10:20:00', '1-virtuelle-samtaler', 3, '[{"task": "kanal-foerste-samtale", "competence": "samtale.kanal", "level": 1, "fraction": 0.0, "rubric_level": null}, {"task": "kanal-fire-aftaler", "competence": "samtale.kanal", "level": 3, "fraction": 0.75, "rubric_level": null}, {"task": "kanal-tre-samtaler-tekst", "competence": "samtale.kanal", "level": 4, "fraction": 0.5, "rubric_level": 2}]');
INSERT INTO public.evidence VALUES (16, 'eksempel-carla', 'samtale.ledelse', 4, '2026-11-05 10:20:00', '1-virtuelle-samtaler', 3, '[{"task": "ledelse-samtalens-gang", "competence": "samtale.ledelse", "level": 2, "fraction": 1.0, "rubric_level": null}, {"task": "ledelse-sidste-fem-minutter", "competence": "samtale.ledelse", "level": 4, "fraction": 1.0, "rubric_level": null}]');
INSERT INTO public.evidence VALUES (17, 'eksempel-carla', 'samtale.rammer', 3, '2026-11-05 10:20:00', '1-virtuelle-samtaler', 3, '[{"task": "rammer-fem-minutter-foer", "competence": "samtale.rammer", "level": 1, "fraction": 1.0, "rubric_level": null}, {"task": "rammer-moderen-i-rummet", "competence": "samtale.rammer", "level": 2, "fraction": 1.0, "rubric_level": null}, {"task": "rammer-billedet-fryser", "competence": "samtale.rammer", "level": 3, "fraction": 1.0, "rubric_level": null}]');
INSERT INTO public.evidence VALUES (18, 'eksempel-carla', 'samtale.relation', 4, '2026-11-05 10:20:00', '1-virtuelle-samtaler', 3, '[{"task": "relation-stilheden", "competence": "samtale.relation", "level": 2, "fraction": 1.0, "rubric_level": null}, {"task": "relation-fire-svar", "competence": "samtale.relation", "level": 3, "fraction": 1.0, "rubric_level": null}, {"task": "relation-slukket-kamera", "competence": "samtale.relation", "level": 4, "fraction": 1.0, "rubric_level": null}, {"task": "relation-det-usagte-tekst", "competence": "samtale.relation", "level": 3, "fraction": 1.0, "rubric_level": 4}]');
INSERT INTO public.evidence VALUES (19, 'eksempel-anna', 'faglighed.data', 2, '2026-11-13 10:20:00', '1-virtuelle-samtaler', 5, '[{"task": "data-delt-skaerm", "competence": "faglighed.data", "level": 2, "fraction": 1.0, "rubric_level": null}]');
INSERT INTO public.evidence VALUES (20, 'eksempel-anna', 'faglighed.vejledning', 3, '2026-11-13 10:20:00', '1-virtuelle-samtaler', 5, '[{"task": "vejledning-tre-borgere", "competence": "faglighed.vejledning", "level": 3, "fraction": 1.0, "rubric_level": null}]');
INSERT INTO public.evidence VALUES (21, 'eksempel-anna', 'samtale.kanal', 3, '2026-11-13 10:20:00', '1-virtuelle-samtaler', 5, '[{"task": "kanal-foerste-samtale", "competence": "samtale.kanal", "level": 1, "fraction": 1.0, "rubric_level": null}, {"task": "kanal-fire-aftaler", "competence": "samtale.kanal", "level": 3, "fraction": 1.0, "rubric_level": null}, {"task": "kanal-tre-samtaler-tekst", "competence": "samtale.kanal", "level": 4, "fraction": 0.75, "rubric_level": 3}]');
INSERT INTO public.evidence VALUES (22, 'eksempel-anna', 'samtale.ledelse', 4, '2026-11-13 10:20:00', '1-virtuelle-samtaler', 5, '[{"task": "ledelse-samtalens-gang", "competence": "samtale.ledelse", "level": 2, "fraction": 1.0, "rubric_level": null}, {"task": "ledelse-sidste-fem-minutter", "competence": "samtale.ledelse", "level": 4, "fraction": 1.0, "rubric_level": null}]');
INSERT INTO public.evidence VALUES (23, 'eksempel-anna', 'samtale.rammer', 2.8, '2026-11-13 10:20:00', '1-virtuelle-samtaler', 5, '[{"task": "rammer-fem-minutter-foer", "competence": "samtale.rammer", "level": 1, "fraction": 1.0, "rubric_level": null}, {"task": "rammer-moderen-i-rummet", "competence": "samtale.rammer", "level": 2, "fraction": 1.0, "rubric_level": null}, {"task": "rammer-billedet-fryser", "competence": "samtale.rammer", "level": 3, "fraction": 0.8, "rubric_level": null}]');
INSERT INTO public.evidence VALUES (24, 'eksempel-anna', 'samtale.relation', 4, '2026-11-13 10:20:00', '1-virtuelle-samtaler', 5, '[{"task": "relation-stilheden", "competence": "samtale.relation", "level": 2, "fraction": 1.0, "rubric_level": null}, {"task": "relation-fire-svar", "competence": "samtale.relation", "level": 3, "fraction": 1.0, "rubric_level": null}, {"task": "relation-slukket-kamera", "competence": "samtale.relation", "level": 4, "fraction": 1.0, "rubric_level": null}, {"task": "relation-det-usagte-tekst", "competence": "samtale.relation", "level": 3, "fraction": 1.0, "rubric_level": 4}]');
INSERT INTO public.evidence VALUES (25, 'eksempel-bo', 'faglighed.data', 2, '2026-11-16 10:20:00', '1-virtuelle-samtaler', 6, '[{"task": "data-delt-skaerm", "competence": "faglighed.data", "level": 2, "fraction": 1.0, "rubric_level": null}]');
INSERT INTO public.evidence VALUES (26, 'eksempel-bo', 'faglighed.vejledning', 3, '2026-11-16 10:20:00', '1-virtuelle-samtaler', 6, '[{"task": "vejledning-tre-borgere", "competence": "faglighed.vejledning", "level": 3, "fraction": 1.0, "rubric_level": null}]');
INSERT INTO public.evidence VALUES (27, 'eksempel-bo', 'samtale.kanal', 3, '2026-11-16 10:20:00', '1-virtuelle-samtaler', 6, '[{"task": "kanal-foerste-samtale", "competence": "samtale.kanal", "level": 1, "fraction": 1.0, "rubric_level": null}, {"task": "kanal-fire-aftaler", "competence": "samtale.kanal", "level": 3, "fraction": 1.0, "rubric_level": null}, {"task": "kanal-tre-samtaler-tekst", "competence": "samtale.kanal", "level": 4, "fraction": 0.75, "rubric_level": 3}]');
INSERT INTO public.evidence VALUES (28, 'eksempel-bo', 'samtale.ledelse', 4, '2026-11-16 10:20:00', '1-virtuelle-samtaler', 6, '[{"task": "ledelse-samtalens-gang", "competence": "samtale.ledelse", "level": 2, "fraction": 1.0, "rubric_level": null}, {"task": "ledelse-sidste-fem-minutter", "competence": "samtale.ledelse", "level": 4, "fraction": 1.0, "rubric_level": null}]');
INSERT INTO public.evidence VALUES (29, 'eksempel-bo', 'samtale.rammer', 3, '2026-11-16 10:20:00', '1-virtuelle-samtaler', 6, '[{"task": "rammer-fem-minutter-foer", "competence": "samtale.rammer", "level": 1, "fraction": 1.0, "rubric_level": null}, {"task": "rammer-moderen-i-rummet", "competence": "samtale.rammer", "level": 2, "fraction": 1.0, "rubric_level": null}, {"task": "rammer-billedet-fryser", "competence": "samtale.rammer", "level": 3, "fraction": 1.0, "rubric_level": null}]');
INSERT INTO public.evidence VALUES (30, 'eksempel-bo', 'samtale.relation', 2.6662, '2026-11-16 10:20:00', '1-virtuelle-samtaler', 6, '[{"task": "relation-stilheden", "competence": "samtale.relation", "level": 2, "fraction": 1.0, "rubric_level": null}, {"task": "relation-fire-svar", "competence": "samtale.relation", "level": 3, "fraction": 1.0, "rubric_level": null}, {"task": "relation-slukket-kamera", "competence": "samtale.relation", "level": 4, "fraction": 0.3325, "rubric_level": null}, {"task": "relation-det-usagte-tekst", "competence": "samtale.relation", "level": 3, "fraction": 0.5, "rubric_level": 2}]');


--
-- Data for Name: person; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.person VALUES ('eksempel-anna', 'Anna Andetsted (eksempel)', 'raadgiver', 'Eksempelteam', NULL, false, true, true);
INSERT INTO public.person VALUES ('eksempel-bo', 'Bo Blomstereng (eksempel)', 'superbruger', 'Eksempelteam', NULL, false, true, true);
INSERT INTO public.person VALUES ('eksempel-carla', 'Carla Citronskal (eksempel)', 'raadgiver', 'Eksempelteam', NULL, false, true, true);
INSERT INTO public.person VALUES ('eksempel-david', 'David Drømmehat (eksempel)', 'raadgiver', 'Eksempelteam', NULL, false, true, true);
INSERT INTO public.person VALUES ('eksempel-eva', 'Eva Efterår (eksempel)', 'raadgiver', 'Eksempelteam', NULL, false, true, true);
INSERT INTO public.person VALUES ('eksempel-underviser', 'Ulla Underviser (eksempel)', 'digitalisering', NULL, NULL, true, true, true);
INSERT INTO public.person VALUES ('eksempel-leder', 'Leif Leder (eksempel)', 'leder', NULL, 'Eksempelteam', false, true, true);
INSERT INTO public.person VALUES ('mig', 'Dig selv', 'raadgiver', 'Eksempelteam', NULL, false, true, false);


--
-- Data for Name: result; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.result VALUES (1, 'kanal-foerste-samtale', 'samtale.kanal', 1, 4, 4, NULL, '[{"da": "Dortes \u00bbjeg kan da godt\u00ab er mest h\u00f8flighed. Du tog presset af hende og gav hende to muligheder, der er lige lette at sige ja til. Nu kan hun svare \u00e6rligt.", "en": "Dorte''s \u201cI suppose I can\u201d is mostly politeness. You took the pressure off and gave her two options that are equally easy to say yes to. Now she can answer honestly."}]', '');
INSERT INTO public.result VALUES (1, 'kanal-fire-aftaler', 'samtale.kanal', 3, 3, 4, NULL, '[{"da": "Bent har allerede vist dig, hvordan han har det med sk\u00e6rmen. Hvad ville g\u00f8re det lettere for ham at fort\u00e6lle om noget, der gik sk\u00e6vt?", "en": "Bent has already shown you how he feels about the screen. What would make it easier for him to talk about something that went wrong?"}]', '');
INSERT INTO public.result VALUES (1, 'vejledning-tre-borgere', 'faglighed.vejledning', 3, 4, 4, NULL, '[{"da": "Du fandt ud af, hvad der stod i vejen, f\u00f8r du hjalp. Ole manglede modet, Samira manglede en besked til at forst\u00e5, og Finn skulle ikke \u00f8ve sig mere.", "en": "You found out what was in the way before you helped. Ole lacked the courage, Samira lacked a message she could understand, and Finn had no need of more practice."}]', '');
INSERT INTO public.result VALUES (1, 'rammer-fem-minutter-foer', 'samtale.rammer', 1, 1.33, 4, NULL, '[{"da": "Nu kan Rasmus ikke se dine kolleger. Men de sidder der stadig, og de h\u00f8rer, hvad I taler om.", "en": "Now Rasmus can''t see your colleagues. But they are still sitting there, and they hear what you talk about."}, {"da": "Du kan n\u00e5 mere. Hvem kan lytte med, hvad kan komme frem p\u00e5 din sk\u00e6rm, og hvad g\u00f8r I, hvis forbindelsen ryger?", "en": "There is time for more. Who can listen in, what can appear on your screen, and what do you do if the connection fails?"}]', '');
INSERT INTO public.result VALUES (1, 'rammer-moderen-i-rummet', 'samtale.rammer', 2, 4, 4, NULL, '[{"da": "Med h\u00f8retelefoner er det kun Emilie, der h\u00f8rer dit sp\u00f8rgsm\u00e5l, og hun kan svare med \u00e9t ord. S\u00e5 bestemmer hun selv, hvem der f\u00e5r historien.", "en": "With headphones only Emilie hears your question, and she can answer with one word. So she decides herself who gets the story."}]', '');
INSERT INTO public.result VALUES (1, 'rammer-billedet-fryser', 'samtale.rammer', 3, 3.2, 4, NULL, '[{"da": "Forsvinder du uden et ord, ved Tarek ikke, om du lagde p\u00e5. M\u00e5ske kan han stadig h\u00f8re dig, selv om du n\u00e6sten ikke kan h\u00f8re ham.", "en": "If you vanish without a word, Tarek doesn''t know whether you hung up. He may still hear you even though you can hardly hear him."}]', '');
INSERT INTO public.result VALUES (1, 'data-delt-skaerm', 'faglighed.data', 2, 4, 4, NULL, '[{"da": "Du lukkede hullet, var \u00e6rlig over for Tine og gav sagen til dem, der skal vurdere den. N\u00e6ste gang kan du sl\u00e5 beskeder fra, f\u00f8r du deler.", "en": "You closed the gap, were honest with Tine and passed the matter to those who are to judge it. Next time you can turn notifications off before you share."}]', '');
INSERT INTO public.result VALUES (1, 'ledelse-samtalens-gang', 'samtale.ledelse', 2, 4, 4, NULL, '[{"da": "F\u00f8rst sikrede du, at I kunne tale, s\u00e5 vidste Farida, hvor I skulle hen, og I sluttede med noget, I begge havde forst\u00e5et.", "en": "First you made sure that you could talk, then Farida knew where you were going, and you ended with something you had both understood."}]', '');
INSERT INTO public.result VALUES (1, 'ledelse-sidste-fem-minutter', 'samtale.ledelse', 4, 4, 4, NULL, '[{"da": "Du viste, at du havde h\u00f8rt det, og gav ham noget at regne med. \u00bbKan det vente?\u00ab fanger ogs\u00e5 den, der ikke kan vente.", "en": "You showed that you had heard it and gave him something to count on. \u201cCan it wait?\u201d also catches the one who can''t."}]', '');
INSERT INTO public.result VALUES (1, 'relation-stilheden', 'samtale.relation', 2, 0, 4, NULL, '[{"da": "Hun var m\u00e5ske midt i en tanke, og nu skal hun begynde forfra. Seks sekunder f\u00f8les l\u00e6ngere for dig end for den, der t\u00e6nker.", "en": "She may have been in the middle of a thought, and now she has to start again. Six seconds feel longer to you than to the one who is thinking."}]', '');
INSERT INTO public.result VALUES (1, 'relation-fire-svar', 'samtale.relation', 3, 4, 4, NULL, '[{"da": "Du kan h\u00f8re forskel p\u00e5 at sp\u00f8rge, gentage, g\u00e6tte og samle op. Et nik er let at overse p\u00e5 en sk\u00e6rm, s\u00e5 det er ordene, der viser Birthe, at du lytter.", "en": "You can hear the difference between asking, repeating, guessing and summing up. A nod is easy to miss on a screen, so it is the words that show Birthe you are listening."}]', '');
INSERT INTO public.result VALUES (1, 'relation-slukket-kamera', 'samtale.relation', 4, 4, 4, NULL, '[{"da": "Du tog hans ord alvorligt, lod ham v\u00e6re i fred for kameraet og tilb\u00f8d et andet sted at tale. Punkterne kan vente.", "en": "You took his words seriously, left him in peace from the camera and offered another place to talk. The items can wait."}]', '');
INSERT INTO public.result VALUES (1, 'relation-det-usagte-tekst', 'samtale.relation', 3, 2, 4, 2, '[{"da": "Du l\u00e6gger m\u00e6rke til noget bestemt og sp\u00f8rger til det. Men sp\u00f8rgsm\u00e5let g\u00e6tter p\u00e5 svaret, eller det kan klares med et ja eller nej. Pr\u00f8v at sige, hvad du ser, og lad hende sige, hvad det betyder.", "en": "You notice something in particular and ask about it. But the question guesses at the answer, or can be dealt with by a yes or a no. Try saying what you see, and let her say what it means."}]', 'Du siger, hvad du ser. Prøv at stoppe dér, før du gætter på grunden.');
INSERT INTO public.result VALUES (1, 'kanal-tre-samtaler-tekst', 'samtale.kanal', 4, 2, 4, 2, '[{"da": "Du lader emnet afg\u00f8re m\u00f8deformen i mindst \u00e9n af samtalerne, og grunden handler om Ahmed. Du kommer l\u00e6ngere, n\u00e5r du holder hans \u00f8nske om at slippe for bussen op mod, at han sj\u00e6ldent er alene hjemme.", "en": "You let the matter decide the form of meeting in at least one of the conversations, and the reason is about Ahmed. You get further when you hold his wish to be spared the bus up against the fact that he is seldom alone at home."}]', 'Godt, at emnet bestemmer det sidste møde. Hvem er hjemme, når I taler om ryggen?');
INSERT INTO public.result VALUES (2, 'kanal-foerste-samtale', 'samtale.kanal', 1, 4, 4, NULL, '[{"da": "Dortes \u00bbjeg kan da godt\u00ab er mest h\u00f8flighed. Du tog presset af hende og gav hende to muligheder, der er lige lette at sige ja til. Nu kan hun svare \u00e6rligt.", "en": "Dorte''s \u201cI suppose I can\u201d is mostly politeness. You took the pressure off and gave her two options that are equally easy to say yes to. Now she can answer honestly."}]', '');
INSERT INTO public.result VALUES (2, 'kanal-fire-aftaler', 'samtale.kanal', 3, 4, 4, NULL, '[{"da": "Alle fire ville sige ja til hvad som helst, s\u00e5 det var dig, der skulle se forskellen. Du s\u00e5 p\u00e5 emnet og p\u00e5, hvad det ville kr\u00e6ve af hver af dem.", "en": "All four would have said yes to anything, so it was up to you to see the difference. You looked at the matter and at what it would ask of each of them."}]', '');
INSERT INTO public.result VALUES (2, 'vejledning-tre-borgere', 'faglighed.vejledning', 3, 4, 4, NULL, '[{"da": "Du fandt ud af, hvad der stod i vejen, f\u00f8r du hjalp. Ole manglede modet, Samira manglede en besked til at forst\u00e5, og Finn skulle ikke \u00f8ve sig mere.", "en": "You found out what was in the way before you helped. Ole lacked the courage, Samira lacked a message she could understand, and Finn had no need of more practice."}]', '');
INSERT INTO public.result VALUES (2, 'rammer-fem-minutter-foer', 'samtale.rammer', 1, 4, 4, NULL, '[{"da": "Nu kan ingen h\u00f8re eller se noget, de ikke skal, og du kan f\u00e5 fat i Rasmus, hvis billedet forsvinder.", "en": "Now nobody can hear or see anything they shouldn''t, and you can reach Rasmus if the picture disappears."}]', '');
INSERT INTO public.result VALUES (2, 'rammer-moderen-i-rummet', 'samtale.rammer', 2, 4, 4, NULL, '[{"da": "Med h\u00f8retelefoner er det kun Emilie, der h\u00f8rer dit sp\u00f8rgsm\u00e5l, og hun kan svare med \u00e9t ord. S\u00e5 bestemmer hun selv, hvem der f\u00e5r historien.", "en": "With headphones only Emilie hears your question, and she can answer with one word. So she decides herself who gets the story."}]', '');
INSERT INTO public.result VALUES (2, 'rammer-billedet-fryser', 'samtale.rammer', 3, 4, 4, NULL, '[{"da": "Tarek blev ikke h\u00e6ngende i tavsheden, og han fik lov at v\u00e6lge, f\u00f8r han skulle tilbage til det sv\u00e6re.", "en": "Tarek was not left hanging in silence, and he got to choose before going back to what was hard."}]', '');
INSERT INTO public.result VALUES (2, 'data-delt-skaerm', 'faglighed.data', 2, 4, 4, NULL, '[{"da": "Du lukkede hullet, var \u00e6rlig over for Tine og gav sagen til dem, der skal vurdere den. N\u00e6ste gang kan du sl\u00e5 beskeder fra, f\u00f8r du deler.", "en": "You closed the gap, were honest with Tine and passed the matter to those who are to judge it. Next time you can turn notifications off before you share."}]', '');
INSERT INTO public.result VALUES (2, 'ledelse-samtalens-gang', 'samtale.ledelse', 2, 3.2, 4, NULL, '[{"da": "Du lagde planen, f\u00f8r du vidste, om hun kunne h\u00f8re dig og tale frit.", "en": "You set the plan before you knew whether she could hear you and talk freely."}]', '');
INSERT INTO public.result VALUES (2, 'ledelse-sidste-fem-minutter', 'samtale.ledelse', 4, 4, 4, NULL, '[{"da": "Du viste, at du havde h\u00f8rt det, og gav ham noget at regne med. \u00bbKan det vente?\u00ab fanger ogs\u00e5 den, der ikke kan vente.", "en": "You showed that you had heard it and gave him something to count on. \u201cCan it wait?\u201d also catches the one who can''t."}]', '');
INSERT INTO public.result VALUES (2, 'relation-stilheden', 'samtale.relation', 2, 0, 4, NULL, '[{"da": "Hun var m\u00e5ske midt i en tanke, og nu skal hun begynde forfra. Seks sekunder f\u00f8les l\u00e6ngere for dig end for den, der t\u00e6nker.", "en": "She may have been in the middle of a thought, and now she has to start again. Six seconds feel longer to you than to the one who is thinking."}]', '');
INSERT INTO public.result VALUES (2, 'relation-fire-svar', 'samtale.relation', 3, 3, 4, NULL, '[{"da": "Birthe har ikke n\u00e6vnt h\u00e5b, og du siger heller ikke, hvad du selv mener. Hvad er det s\u00e5, du g\u00f8r?", "en": "Birthe hasn''t mentioned hope, and you aren''t saying what you think yourself. So what is it you are doing?"}]', '');
INSERT INTO public.result VALUES (2, 'relation-slukket-kamera', 'samtale.relation', 4, 1.33, 4, NULL, '[{"da": "Det er forst\u00e5eligt, at du vil se ham. Men det slukkede kamera er m\u00e5ske det, der g\u00f8r, at han stadig er der.", "en": "It is understandable that you want to see him. But the dark camera may be the reason he is still there."}, {"da": "Der mangler noget af det, der holder d\u00f8ren \u00e5ben. T\u00e6nk p\u00e5, hvad han sagde, hvad han ikke orker at vise, og hvor I to taler bedst.", "en": "Something that keeps the door open is missing. Think of what he said, what he can''t bear to show, and where you two talk best."}]', '');
INSERT INTO public.result VALUES (2, 'relation-det-usagte-tekst', 'samtale.relation', 3, 1, 4, 1, '[{"da": "Du vil Camilla det godt og kan m\u00e6rke, at noget ikke stemmer. Men du giver r\u00e5d eller g\u00e5r videre, f\u00f8r hun selv har sagt noget. Pr\u00f8v at skrive den ene s\u00e6tning, du ville sige til hende, og s\u00e5 stoppe der.", "en": "You wish Camilla well and sense that something is off. But you give advice or move on before she has said anything herself. Try writing the one sentence you would say to her, and stopping there."}]', 'Du vil hende det godt. Men hun har ikke sagt noget endnu. Hvad ville den ene sætning være, før du stopper?');
INSERT INTO public.result VALUES (2, 'kanal-tre-samtaler-tekst', 'samtale.kanal', 4, 2, 4, 2, '[{"da": "Du lader emnet afg\u00f8re m\u00f8deformen i mindst \u00e9n af samtalerne, og grunden handler om Ahmed. Du kommer l\u00e6ngere, n\u00e5r du holder hans \u00f8nske om at slippe for bussen op mod, at han sj\u00e6ldent er alene hjemme.", "en": "You let the matter decide the form of meeting in at least one of the conversations, and the reason is about Ahmed. You get further when you hold his wish to be spared the bus up against the fact that he is seldom alone at home."}]', 'Du lader emnet afgøre det sidste møde. Prøv det samme med det første.');
INSERT INTO public.result VALUES (3, 'kanal-foerste-samtale', 'samtale.kanal', 1, 0, 4, NULL, '[{"da": "Dorte sagde ja til det, hun tror, I forventer. L\u00e6g m\u00e6rke til pausen og ordet \u00bbhvis\u00ab. Hvad ville hun selv foretr\u00e6kke, hvis hun turde sige det?", "en": "Dorte said yes to what she thinks you expect. Notice the pause and the word \u201cif\u201d. What would she prefer herself, if she dared say so?"}]', '');
INSERT INTO public.result VALUES (3, 'kanal-fire-aftaler', 'samtale.kanal', 3, 3, 4, NULL, '[{"da": "Bent har allerede vist dig, hvordan han har det med sk\u00e6rmen. Hvad ville g\u00f8re det lettere for ham at fort\u00e6lle om noget, der gik sk\u00e6vt?", "en": "Bent has already shown you how he feels about the screen. What would make it easier for him to talk about something that went wrong?"}]', '');
INSERT INTO public.result VALUES (3, 'vejledning-tre-borgere', 'faglighed.vejledning', 3, 2.67, 4, NULL, '[{"da": "Finn mangler ikke at l\u00e6re noget. Hvad ville blive ved med at tage hans kr\u00e6fter, hvor god han end blev?", "en": "There is nothing Finn needs to learn. What would go on taking his strength, however good he became at it?"}]', '');
INSERT INTO public.result VALUES (3, 'rammer-fem-minutter-foer', 'samtale.rammer', 1, 4, 4, NULL, '[{"da": "Nu kan ingen h\u00f8re eller se noget, de ikke skal, og du kan f\u00e5 fat i Rasmus, hvis billedet forsvinder.", "en": "Now nobody can hear or see anything they shouldn''t, and you can reach Rasmus if the picture disappears."}]', '');
INSERT INTO public.result VALUES (3, 'rammer-moderen-i-rummet', 'samtale.rammer', 2, 4, 4, NULL, '[{"da": "Med h\u00f8retelefoner er det kun Emilie, der h\u00f8rer dit sp\u00f8rgsm\u00e5l, og hun kan svare med \u00e9t ord. S\u00e5 bestemmer hun selv, hvem der f\u00e5r historien.", "en": "With headphones only Emilie hears your question, and she can answer with one word. So she decides herself who gets the story."}]', '');
INSERT INTO public.result VALUES (3, 'rammer-billedet-fryser', 'samtale.rammer', 3, 4, 4, NULL, '[{"da": "Tarek blev ikke h\u00e6ngende i tavsheden, og han fik lov at v\u00e6lge, f\u00f8r han skulle tilbage til det sv\u00e6re.", "en": "Tarek was not left hanging in silence, and he got to choose before going back to what was hard."}]', '');
INSERT INTO public.result VALUES (3, 'data-delt-skaerm', 'faglighed.data', 2, 1.33, 4, NULL, '[{"da": "Tine har set det, hun har set. N\u00e5r du tier, ved hun ikke, hvad hun m\u00e5 g\u00f8re med det.", "en": "Tine has seen what she has seen. When you say nothing, she doesn''t know what she may do with it."}, {"da": "Der er mere at g\u00f8re. T\u00e6nk p\u00e5 sk\u00e6rmen lige nu, p\u00e5 Tine og p\u00e5 tiden efter samtalen.", "en": "There is more to do. Think of the screen right now, of Tine, and of the time after the conversation."}]', '');
INSERT INTO public.result VALUES (3, 'ledelse-samtalens-gang', 'samtale.ledelse', 2, 4, 4, NULL, '[{"da": "F\u00f8rst sikrede du, at I kunne tale, s\u00e5 vidste Farida, hvor I skulle hen, og I sluttede med noget, I begge havde forst\u00e5et.", "en": "First you made sure that you could talk, then Farida knew where you were going, and you ended with something you had both understood."}]', '');
INSERT INTO public.result VALUES (3, 'ledelse-sidste-fem-minutter', 'samtale.ledelse', 4, 4, 4, NULL, '[{"da": "Du viste, at du havde h\u00f8rt det, og gav ham noget at regne med. \u00bbKan det vente?\u00ab fanger ogs\u00e5 den, der ikke kan vente.", "en": "You showed that you had heard it and gave him something to count on. \u201cCan it wait?\u201d also catches the one who can''t."}]', '');
INSERT INTO public.result VALUES (3, 'relation-stilheden', 'samtale.relation', 2, 4, 4, NULL, '[{"da": "Gitte t\u00e6nker, selv om det er stille. Dit blik i kameraet fort\u00e6ller hende, at du stadig er der, og at hun har tid.", "en": "Gitte is thinking, even though it is silent. Your eyes on the camera tell her that you are still there and that she has time."}]', '');
INSERT INTO public.result VALUES (3, 'relation-fire-svar', 'samtale.relation', 3, 4, 4, NULL, '[{"da": "Du kan h\u00f8re forskel p\u00e5 at sp\u00f8rge, gentage, g\u00e6tte og samle op. Et nik er let at overse p\u00e5 en sk\u00e6rm, s\u00e5 det er ordene, der viser Birthe, at du lytter.", "en": "You can hear the difference between asking, repeating, guessing and summing up. A nod is easy to miss on a screen, so it is the words that show Birthe you are listening."}]', '');
INSERT INTO public.result VALUES (3, 'relation-slukket-kamera', 'samtale.relation', 4, 4, 4, NULL, '[{"da": "Du tog hans ord alvorligt, lod ham v\u00e6re i fred for kameraet og tilb\u00f8d et andet sted at tale. Punkterne kan vente.", "en": "You took his words seriously, left him in peace from the camera and offered another place to talk. The items can wait."}]', '');
INSERT INTO public.result VALUES (3, 'relation-det-usagte-tekst', 'samtale.relation', 3, 4, 4, 4, '[{"da": "Du skiller det, du ser, fra det, du g\u00e6tter p\u00e5, og Camilla kan frit tale, tie eller v\u00e6lge et andet sted at tage det op. Du har en vej videre, ogs\u00e5 hvis hun siger \u00bbfint\u00ab igen, og du ved, hvorfor du g\u00e5r den.", "en": "You keep what you see apart from what you guess, and Camilla is free to talk, to stay silent or to choose another place to bring it up. You have a way forward even if she says \u201cfine\u201d again, and you know why you take it."}]', 'Du er stærk i samtalen. Camilla kan både tale, tie og vælge et andet sted.');
INSERT INTO public.result VALUES (3, 'kanal-tre-samtaler-tekst', 'samtale.kanal', 4, 2, 4, 2, '[{"da": "Du lader emnet afg\u00f8re m\u00f8deformen i mindst \u00e9n af samtalerne, og grunden handler om Ahmed. Du kommer l\u00e6ngere, n\u00e5r du holder hans \u00f8nske om at slippe for bussen op mod, at han sj\u00e6ldent er alene hjemme.", "en": "You let the matter decide the form of meeting in at least one of the conversations, and the reason is about Ahmed. You get further when you hold his wish to be spared the bus up against the fact that he is seldom alone at home."}]', 'Grunden til det sidste møde er god. Hold hans ønske om at slippe for bussen op mod de to første.');
INSERT INTO public.result VALUES (5, 'kanal-foerste-samtale', 'samtale.kanal', 1, 4, 4, NULL, '[{"da": "Dortes \u00bbjeg kan da godt\u00ab er mest h\u00f8flighed. Du tog presset af hende og gav hende to muligheder, der er lige lette at sige ja til. Nu kan hun svare \u00e6rligt.", "en": "Dorte''s \u201cI suppose I can\u201d is mostly politeness. You took the pressure off and gave her two options that are equally easy to say yes to. Now she can answer honestly."}]', '');
INSERT INTO public.result VALUES (5, 'kanal-fire-aftaler', 'samtale.kanal', 3, 4, 4, NULL, '[{"da": "Alle fire ville sige ja til hvad som helst, s\u00e5 det var dig, der skulle se forskellen. Du s\u00e5 p\u00e5 emnet og p\u00e5, hvad det ville kr\u00e6ve af hver af dem.", "en": "All four would have said yes to anything, so it was up to you to see the difference. You looked at the matter and at what it would ask of each of them."}]', '');
INSERT INTO public.result VALUES (5, 'vejledning-tre-borgere', 'faglighed.vejledning', 3, 4, 4, NULL, '[{"da": "Du fandt ud af, hvad der stod i vejen, f\u00f8r du hjalp. Ole manglede modet, Samira manglede en besked til at forst\u00e5, og Finn skulle ikke \u00f8ve sig mere.", "en": "You found out what was in the way before you helped. Ole lacked the courage, Samira lacked a message she could understand, and Finn had no need of more practice."}]', '');
INSERT INTO public.result VALUES (5, 'rammer-fem-minutter-foer', 'samtale.rammer', 1, 4, 4, NULL, '[{"da": "Nu kan ingen h\u00f8re eller se noget, de ikke skal, og du kan f\u00e5 fat i Rasmus, hvis billedet forsvinder.", "en": "Now nobody can hear or see anything they shouldn''t, and you can reach Rasmus if the picture disappears."}]', '');
INSERT INTO public.result VALUES (5, 'rammer-moderen-i-rummet', 'samtale.rammer', 2, 4, 4, NULL, '[{"da": "Med h\u00f8retelefoner er det kun Emilie, der h\u00f8rer dit sp\u00f8rgsm\u00e5l, og hun kan svare med \u00e9t ord. S\u00e5 bestemmer hun selv, hvem der f\u00e5r historien.", "en": "With headphones only Emilie hears your question, and she can answer with one word. So she decides herself who gets the story."}]', '');
INSERT INTO public.result VALUES (5, 'rammer-billedet-fryser', 'samtale.rammer', 3, 3.2, 4, NULL, '[{"da": "Forsvinder du uden et ord, ved Tarek ikke, om du lagde p\u00e5. M\u00e5ske kan han stadig h\u00f8re dig, selv om du n\u00e6sten ikke kan h\u00f8re ham.", "en": "If you vanish without a word, Tarek doesn''t know whether you hung up. He may still hear you even though you can hardly hear him."}]', '');
INSERT INTO public.result VALUES (5, 'data-delt-skaerm', 'faglighed.data', 2, 4, 4, NULL, '[{"da": "Du lukkede hullet, var \u00e6rlig over for Tine og gav sagen til dem, der skal vurdere den. N\u00e6ste gang kan du sl\u00e5 beskeder fra, f\u00f8r du deler.", "en": "You closed the gap, were honest with Tine and passed the matter to those who are to judge it. Next time you can turn notifications off before you share."}]', '');
INSERT INTO public.result VALUES (5, 'ledelse-samtalens-gang', 'samtale.ledelse', 2, 4, 4, NULL, '[{"da": "F\u00f8rst sikrede du, at I kunne tale, s\u00e5 vidste Farida, hvor I skulle hen, og I sluttede med noget, I begge havde forst\u00e5et.", "en": "First you made sure that you could talk, then Farida knew where you were going, and you ended with something you had both understood."}]', '');
INSERT INTO public.result VALUES (5, 'ledelse-sidste-fem-minutter', 'samtale.ledelse', 4, 4, 4, NULL, '[{"da": "Du viste, at du havde h\u00f8rt det, og gav ham noget at regne med. \u00bbKan det vente?\u00ab fanger ogs\u00e5 den, der ikke kan vente.", "en": "You showed that you had heard it and gave him something to count on. \u201cCan it wait?\u201d also catches the one who can''t."}]', '');
INSERT INTO public.result VALUES (5, 'relation-stilheden', 'samtale.relation', 2, 4, 4, NULL, '[{"da": "Gitte t\u00e6nker, selv om det er stille. Dit blik i kameraet fort\u00e6ller hende, at du stadig er der, og at hun har tid.", "en": "Gitte is thinking, even though it is silent. Your eyes on the camera tell her that you are still there and that she has time."}]', '');
INSERT INTO public.result VALUES (5, 'relation-fire-svar', 'samtale.relation', 3, 4, 4, NULL, '[{"da": "Du kan h\u00f8re forskel p\u00e5 at sp\u00f8rge, gentage, g\u00e6tte og samle op. Et nik er let at overse p\u00e5 en sk\u00e6rm, s\u00e5 det er ordene, der viser Birthe, at du lytter.", "en": "You can hear the difference between asking, repeating, guessing and summing up. A nod is easy to miss on a screen, so it is the words that show Birthe you are listening."}]', '');
INSERT INTO public.result VALUES (5, 'relation-slukket-kamera', 'samtale.relation', 4, 4, 4, NULL, '[{"da": "Du tog hans ord alvorligt, lod ham v\u00e6re i fred for kameraet og tilb\u00f8d et andet sted at tale. Punkterne kan vente.", "en": "You took his words seriously, left him in peace from the camera and offered another place to talk. The items can wait."}]', '');
INSERT INTO public.result VALUES (5, 'relation-det-usagte-tekst', 'samtale.relation', 3, 4, 4, 4, '[{"da": "Du skiller det, du ser, fra det, du g\u00e6tter p\u00e5, og Camilla kan frit tale, tie eller v\u00e6lge et andet sted at tage det op. Du har en vej videre, ogs\u00e5 hvis hun siger \u00bbfint\u00ab igen, og du ved, hvorfor du g\u00e5r den.", "en": "You keep what you see apart from what you guess, and Camilla is free to talk, to stay silent or to choose another place to bring it up. You have a way forward even if she says \u201cfine\u201d again, and you know why you take it."}]', 'Nu kan man høre, at du lader Camilla selv fortælle.');
INSERT INTO public.result VALUES (5, 'kanal-tre-samtaler-tekst', 'samtale.kanal', 4, 3, 4, 3, '[{"da": "Du v\u00e6lger en m\u00f8deform til hver samtale ud fra emnet, Ahmeds \u00f8nske og hans hverdag. Skriv ogs\u00e5, hvad du sp\u00f8rger ham om, f\u00f8r planen ligger fast, og hvad du g\u00f8r, hvis den ikke holder.", "en": "You choose a form of meeting for each conversation from the matter, Ahmed''s wish and his everyday life. Write as well what you ask him before the plan is settled, and what you do if it doesn''t hold."}]', 'En god plan med gode grunde. Hvad ville få dig til at lave den om undervejs?');
INSERT INTO public.result VALUES (6, 'kanal-foerste-samtale', 'samtale.kanal', 1, 4, 4, NULL, '[{"da": "Dortes \u00bbjeg kan da godt\u00ab er mest h\u00f8flighed. Du tog presset af hende og gav hende to muligheder, der er lige lette at sige ja til. Nu kan hun svare \u00e6rligt.", "en": "Dorte''s \u201cI suppose I can\u201d is mostly politeness. You took the pressure off and gave her two options that are equally easy to say yes to. Now she can answer honestly."}]', '');
INSERT INTO public.result VALUES (6, 'kanal-fire-aftaler', 'samtale.kanal', 3, 4, 4, NULL, '[{"da": "Alle fire ville sige ja til hvad som helst, s\u00e5 det var dig, der skulle se forskellen. Du s\u00e5 p\u00e5 emnet og p\u00e5, hvad det ville kr\u00e6ve af hver af dem.", "en": "All four would have said yes to anything, so it was up to you to see the difference. You looked at the matter and at what it would ask of each of them."}]', '');
INSERT INTO public.result VALUES (6, 'vejledning-tre-borgere', 'faglighed.vejledning', 3, 4, 4, NULL, '[{"da": "Du fandt ud af, hvad der stod i vejen, f\u00f8r du hjalp. Ole manglede modet, Samira manglede en besked til at forst\u00e5, og Finn skulle ikke \u00f8ve sig mere.", "en": "You found out what was in the way before you helped. Ole lacked the courage, Samira lacked a message she could understand, and Finn had no need of more practice."}]', '');
INSERT INTO public.result VALUES (6, 'rammer-fem-minutter-foer', 'samtale.rammer', 1, 4, 4, NULL, '[{"da": "Nu kan ingen h\u00f8re eller se noget, de ikke skal, og du kan f\u00e5 fat i Rasmus, hvis billedet forsvinder.", "en": "Now nobody can hear or see anything they shouldn''t, and you can reach Rasmus if the picture disappears."}]', '');
INSERT INTO public.result VALUES (6, 'rammer-moderen-i-rummet', 'samtale.rammer', 2, 4, 4, NULL, '[{"da": "Med h\u00f8retelefoner er det kun Emilie, der h\u00f8rer dit sp\u00f8rgsm\u00e5l, og hun kan svare med \u00e9t ord. S\u00e5 bestemmer hun selv, hvem der f\u00e5r historien.", "en": "With headphones only Emilie hears your question, and she can answer with one word. So she decides herself who gets the story."}]', '');
INSERT INTO public.result VALUES (6, 'rammer-billedet-fryser', 'samtale.rammer', 3, 4, 4, NULL, '[{"da": "Tarek blev ikke h\u00e6ngende i tavsheden, og han fik lov at v\u00e6lge, f\u00f8r han skulle tilbage til det sv\u00e6re.", "en": "Tarek was not left hanging in silence, and he got to choose before going back to what was hard."}]', '');
INSERT INTO public.result VALUES (6, 'data-delt-skaerm', 'faglighed.data', 2, 4, 4, NULL, '[{"da": "Du lukkede hullet, var \u00e6rlig over for Tine og gav sagen til dem, der skal vurdere den. N\u00e6ste gang kan du sl\u00e5 beskeder fra, f\u00f8r du deler.", "en": "You closed the gap, were honest with Tine and passed the matter to those who are to judge it. Next time you can turn notifications off before you share."}]', '');
INSERT INTO public.result VALUES (6, 'ledelse-samtalens-gang', 'samtale.ledelse', 2, 4, 4, NULL, '[{"da": "F\u00f8rst sikrede du, at I kunne tale, s\u00e5 vidste Farida, hvor I skulle hen, og I sluttede med noget, I begge havde forst\u00e5et.", "en": "First you made sure that you could talk, then Farida knew where you were going, and you ended with something you had both understood."}]', '');
INSERT INTO public.result VALUES (6, 'ledelse-sidste-fem-minutter', 'samtale.ledelse', 4, 4, 4, NULL, '[{"da": "Du viste, at du havde h\u00f8rt det, og gav ham noget at regne med. \u00bbKan det vente?\u00ab fanger ogs\u00e5 den, der ikke kan vente.", "en": "You showed that you had heard it and gave him something to count on. \u201cCan it wait?\u201d also catches the one who can''t."}]', '');
INSERT INTO public.result VALUES (6, 'relation-stilheden', 'samtale.relation', 2, 4, 4, NULL, '[{"da": "Gitte t\u00e6nker, selv om det er stille. Dit blik i kameraet fort\u00e6ller hende, at du stadig er der, og at hun har tid.", "en": "Gitte is thinking, even though it is silent. Your eyes on the camera tell her that you are still there and that she has time."}]', '');
INSERT INTO public.result VALUES (6, 'relation-fire-svar', 'samtale.relation', 3, 4, 4, NULL, '[{"da": "Du kan h\u00f8re forskel p\u00e5 at sp\u00f8rge, gentage, g\u00e6tte og samle op. Et nik er let at overse p\u00e5 en sk\u00e6rm, s\u00e5 det er ordene, der viser Birthe, at du lytter.", "en": "You can hear the difference between asking, repeating, guessing and summing up. A nod is easy to miss on a screen, so it is the words that show Birthe you are listening."}]', '');
INSERT INTO public.result VALUES (6, 'relation-slukket-kamera', 'samtale.relation', 4, 1.33, 4, NULL, '[{"da": "Det er forst\u00e5eligt, at du vil se ham. Men det slukkede kamera er m\u00e5ske det, der g\u00f8r, at han stadig er der.", "en": "It is understandable that you want to see him. But the dark camera may be the reason he is still there."}, {"da": "Der mangler noget af det, der holder d\u00f8ren \u00e5ben. T\u00e6nk p\u00e5, hvad han sagde, hvad han ikke orker at vise, og hvor I to taler bedst.", "en": "Something that keeps the door open is missing. Think of what he said, what he can''t bear to show, and where you two talk best."}]', '');
INSERT INTO public.result VALUES (6, 'relation-det-usagte-tekst', 'samtale.relation', 3, 2, 4, 2, '[{"da": "Du l\u00e6gger m\u00e6rke til noget bestemt og sp\u00f8rger til det. Men sp\u00f8rgsm\u00e5let g\u00e6tter p\u00e5 svaret, eller det kan klares med et ja eller nej. Pr\u00f8v at sige, hvad du ser, og lad hende sige, hvad det betyder.", "en": "You notice something in particular and ask about it. But the question guesses at the answer, or can be dealt with by a yes or a no. Try saying what you see, and let her say what it means."}]', 'Det går fremad. Sig, hvad du ser, og lad hende selv sige, hvad det betyder.');
INSERT INTO public.result VALUES (6, 'kanal-tre-samtaler-tekst', 'samtale.kanal', 4, 3, 4, 3, '[{"da": "Du v\u00e6lger en m\u00f8deform til hver samtale ud fra emnet, Ahmeds \u00f8nske og hans hverdag. Skriv ogs\u00e5, hvad du sp\u00f8rger ham om, f\u00f8r planen ligger fast, og hvad du g\u00f8r, hvis den ikke holder.", "en": "You choose a form of meeting for each conversation from the matter, Ahmed''s wish and his everyday life. Write as well what you ask him before the plan is settled, and what you do if it doesn''t hold."}]', 'Flot, at du spørger ham først. Skriv også, hvad du gør, hvis planen ikke holder.');


--
-- Data for Name: submission; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.submission VALUES (4, 'eksempel-david', '1-virtuelle-samtaler', 1, '91d2b2f3aecd', '{"kanal-foerste-samtale": ["ses-foerst"], "kanal-fire-aftaler": {"sofie": "video-deling", "kasper": "telefon", "svitlana": "fremmoede-tolk", "bent": "fremmoede"}, "vejledning-tre-borgere": {"ole": "proeveopkald", "samira": "kort-besked", "finn": "uden-skaerm"}, "rammer-fem-minutter-foer": ["nummer", "lokale", "luk"], "rammer-moderen-i-rummet": ["valg"], "rammer-billedet-fryser": ["varsl", "ring", "rum", "valg", "genoptag"], "data-delt-skaerm": ["stop", "sig", "meld"], "ledelse-samtalens-gang": ["lyd", "dagsorden", "fortael", "saml-op", "aftale"], "ledelse-sidste-fem-minutter": ["spoerg-ind"], "relation-stilheden": ["bliv"], "relation-fire-svar": {"spoerg": "inviterer", "to-af-tolv": "gentager", "haab": "gaetter", "rigtigt": "samler"}, "relation-slukket-kamera": ["hoert", "slukket", "ansigt"], "relation-det-usagte-tekst": "Jeg venter. S\u00e5 siger jeg: \u00bbJeg lagde m\u00e6rke til, at du kiggede v\u00e6k lige f\u00f8r. Du beh\u00f8ver ikke sige noget om det, men jeg vil gerne h\u00f8re, hvis der er noget.\u00ab Jeg siger det roligt, for sk\u00e6rmen g\u00f8r det sv\u00e6rt at m\u00e6rke, hvordan hun har det.", "kanal-tre-samtaler-tekst": "Den f\u00f8rste her p\u00e5 kommunen, hvis ryggen kan holde til bussen. Den anden p\u00e5 video. Den tredje ude hos virksomheden. Jeg sp\u00f8rger ham efter hver gang, om det var den rigtige m\u00e5de at m\u00f8des p\u00e5."}', '2026-11-24 10:20:00', NULL, NULL);
INSERT INTO public.submission VALUES (2, 'eksempel-bo', '1-virtuelle-samtaler', 1, '91d2b2f3aecd', '{"kanal-foerste-samtale": ["ses-foerst"], "kanal-fire-aftaler": {"sofie": "video-deling", "kasper": "telefon", "svitlana": "fremmoede-tolk", "bent": "fremmoede"}, "vejledning-tre-borgere": {"ole": "proeveopkald", "samira": "kort-besked", "finn": "uden-skaerm"}, "rammer-fem-minutter-foer": ["nummer", "lokale", "luk"], "rammer-moderen-i-rummet": ["valg"], "rammer-billedet-fryser": ["varsl", "ring", "rum", "valg", "genoptag"], "data-delt-skaerm": ["stop", "sig", "meld"], "ledelse-samtalens-gang": ["dagsorden", "lyd", "fortael", "saml-op", "aftale"], "ledelse-sidste-fem-minutter": ["fast-tid"], "relation-stilheden": ["omformuler"], "relation-fire-svar": {"spoerg": "inviterer", "to-af-tolv": "gentager", "haab": "foerer", "rigtigt": "samler"}, "relation-slukket-kamera": ["taend", "slukket", "ansigt"], "relation-det-usagte-tekst": "Jeg siger til Camilla, at mange i hendes situation har gl\u00e6de af at g\u00e5 en tur hver dag, og at vi har et forl\u00f8b, hun kan starte p\u00e5 mandag. S\u00e5 sender jeg hende linket i chatten, mens vi taler.", "kanal-tre-samtaler-tekst": "Alle tre p\u00e5 video. Det g\u00e5r hurtigt, og han har selv sagt, at video er fint. M\u00f8det med virksomheden kan ogs\u00e5 tages p\u00e5 video, men s\u00e5 mister han fornemmelsen af stedet, s\u00e5 det m\u00e5 v\u00e6re derude."}', '2026-10-02 10:20:00', '2026-11-25 19:52:24.93693', '2026-11-25 19:52:25.890325');
INSERT INTO public.submission VALUES (3, 'eksempel-carla', '1-virtuelle-samtaler', 1, '91d2b2f3aecd', '{"kanal-foerste-samtale": ["video-med-hjaelp"], "kanal-fire-aftaler": {"sofie": "video-deling", "kasper": "telefon", "svitlana": "fremmoede-tolk", "bent": "video-tolk"}, "vejledning-tre-borgere": {"ole": "proeveopkald", "samira": "kort-besked", "finn": "vejledning"}, "rammer-fem-minutter-foer": ["nummer", "lokale", "luk"], "rammer-moderen-i-rummet": ["valg"], "rammer-billedet-fryser": ["varsl", "ring", "rum", "valg", "genoptag"], "data-delt-skaerm": ["tie", "sig", "meld"], "ledelse-samtalens-gang": ["lyd", "dagsorden", "fortael", "saml-op", "aftale"], "ledelse-sidste-fem-minutter": ["fast-tid"], "relation-stilheden": ["bliv"], "relation-fire-svar": {"spoerg": "inviterer", "to-af-tolv": "gentager", "haab": "gaetter", "rigtigt": "samler"}, "relation-slukket-kamera": ["hoert", "slukket", "ansigt"], "relation-det-usagte-tekst": "Jeg lader stilheden v\u00e6re. Kommer der ikke noget, siger jeg: \u00bbDa jeg n\u00e6vnte din chef, s\u00e5 du v\u00e6k. Det kan v\u00e6re alt muligt. Er der noget ved det, du vil sige noget om i dag?\u00ab\n\nSiger hun nej, tager jeg det for et nej. Jeg siger, at vi ogs\u00e5 kan m\u00f8des eller tale i telefon en anden dag. Jeg kan ikke se p\u00e5 en sk\u00e6rm, om hun er alene, s\u00e5 jeg sp\u00f8rger ikke mere ind, f\u00f8r jeg ved det.", "kanal-tre-samtaler-tekst": "Jeg ville tage dem alle tre fysisk, s\u00e5 jeg kan se ham. M\u00f8det med virksomheden er selvf\u00f8lgelig derude, fordi han skal pr\u00f8ve arbejdet af, og det kan man ikke p\u00e5 video."}', '2026-11-05 10:20:00', '2026-11-25 19:52:24.940041', '2026-11-25 19:52:25.919584');
INSERT INTO public.submission VALUES (1, 'eksempel-anna', '1-virtuelle-samtaler', 1, '91d2b2f3aecd', '{"kanal-foerste-samtale": ["ses-foerst"], "kanal-fire-aftaler": {"sofie": "video-deling", "kasper": "telefon", "svitlana": "fremmoede-tolk", "bent": "video-tolk"}, "vejledning-tre-borgere": {"ole": "proeveopkald", "samira": "kort-besked", "finn": "uden-skaerm"}, "rammer-fem-minutter-foer": ["sloer", "lokale", "luk"], "rammer-moderen-i-rummet": ["valg"], "rammer-billedet-fryser": ["ring", "varsl", "rum", "valg", "genoptag"], "data-delt-skaerm": ["stop", "sig", "meld"], "ledelse-samtalens-gang": ["lyd", "dagsorden", "fortael", "saml-op", "aftale"], "ledelse-sidste-fem-minutter": ["fast-tid"], "relation-stilheden": ["omformuler"], "relation-fire-svar": {"spoerg": "inviterer", "to-af-tolv": "gentager", "haab": "gaetter", "rigtigt": "samler"}, "relation-slukket-kamera": ["hoert", "slukket", "ansigt"], "relation-det-usagte-tekst": "Jeg siger: \u00bbJeg kan se, at du ser v\u00e6k, n\u00e5r jeg n\u00e6vner din chef. Er det, fordi I har haft en konflikt?\u00ab S\u00e5 har hun mulighed for at fort\u00e6lle om det, og vi kan finde ud af, hvad der skal til.", "kanal-tre-samtaler-tekst": "Den f\u00f8rste tager vi p\u00e5 video, s\u00e5 han slipper for bussen. Den om jobid\u00e9er kan ogs\u00e5 v\u00e6re video. M\u00f8det med virksomheden skal v\u00e6re derude, for han skal se arbejdet."}', '2026-09-22 10:20:00', '2026-11-25 19:52:24.933186', '2026-11-25 19:52:25.83943');
INSERT INTO public.submission VALUES (5, 'eksempel-anna', '1-virtuelle-samtaler', 2, '91d2b2f3aecd', '{"kanal-foerste-samtale": ["ses-foerst"], "kanal-fire-aftaler": {"sofie": "video-deling", "kasper": "telefon", "svitlana": "fremmoede-tolk", "bent": "fremmoede"}, "vejledning-tre-borgere": {"ole": "proeveopkald", "samira": "kort-besked", "finn": "uden-skaerm"}, "rammer-fem-minutter-foer": ["nummer", "lokale", "luk"], "rammer-moderen-i-rummet": ["valg"], "rammer-billedet-fryser": ["ring", "varsl", "rum", "valg", "genoptag"], "data-delt-skaerm": ["stop", "sig", "meld"], "ledelse-samtalens-gang": ["lyd", "dagsorden", "fortael", "saml-op", "aftale"], "ledelse-sidste-fem-minutter": ["fast-tid"], "relation-stilheden": ["bliv"], "relation-fire-svar": {"spoerg": "inviterer", "to-af-tolv": "gentager", "haab": "gaetter", "rigtigt": "samler"}, "relation-slukket-kamera": ["hoert", "slukket", "ansigt"], "relation-det-usagte-tekst": "Jeg tr\u00e6kker vejret et par gange. S\u00e5 siger jeg: \u00bbDu siger, at det g\u00e5r fint, og jeg s\u00e5, at du kiggede v\u00e6k, da jeg n\u00e6vnte din chef. Jeg ved ikke, om det betyder noget.\u00ab S\u00e5 tier jeg.\n\nJeg n\u00e6vner ikke tr\u00f8jen eller gardinerne, for det kan jeg ikke vide noget om. Siger hun \u00bbfint\u00ab igen, er det i orden. Jeg sp\u00f8rger, om hun kan tale frit, hvor hun er, eller om vi skal tage det over telefonen eller ses.", "kanal-tre-samtaler-tekst": "Den f\u00f8rste vil jeg helst have herinde, fordi vi skal tale om ryggen og om ham selv, og derhjemme er der mange, der kan h\u00f8re med. Jeg sp\u00f8rger, om turen er for h\u00e5rd; s\u00e5 finder vi et tidspunkt p\u00e5 video, hvor han er alene. Jobid\u00e9erne tager vi p\u00e5 video. M\u00f8det med virksomheden er derude."}', '2026-11-13 10:20:00', '2026-11-25 19:52:26.051172', '2026-11-25 19:52:26.81453');
INSERT INTO public.submission VALUES (6, 'eksempel-bo', '1-virtuelle-samtaler', 2, '91d2b2f3aecd', '{"kanal-foerste-samtale": ["ses-foerst"], "kanal-fire-aftaler": {"sofie": "video-deling", "kasper": "telefon", "svitlana": "fremmoede-tolk", "bent": "fremmoede"}, "vejledning-tre-borgere": {"ole": "proeveopkald", "samira": "kort-besked", "finn": "uden-skaerm"}, "rammer-fem-minutter-foer": ["nummer", "lokale", "luk"], "rammer-moderen-i-rummet": ["valg"], "rammer-billedet-fryser": ["varsl", "ring", "rum", "valg", "genoptag"], "data-delt-skaerm": ["stop", "sig", "meld"], "ledelse-samtalens-gang": ["lyd", "dagsorden", "fortael", "saml-op", "aftale"], "ledelse-sidste-fem-minutter": ["fast-tid"], "relation-stilheden": ["bliv"], "relation-fire-svar": {"spoerg": "inviterer", "to-af-tolv": "gentager", "haab": "gaetter", "rigtigt": "samler"}, "relation-slukket-kamera": ["taend", "slukket", "ansigt"], "relation-det-usagte-tekst": "Jeg siger: \u00bbDu blev lidt stille, da jeg sagde noget om din chef. Er du ked af det?\u00ab Og s\u00e5 venter jeg p\u00e5, hvad hun siger.", "kanal-tre-samtaler-tekst": "F\u00f8rst her hos os, for det handler om hans krop, og han er sj\u00e6ldent alene hjemme. S\u00e5 video, n\u00e5r vi skal se p\u00e5 jobopslag; det sparer ham for bussen. Til sidst ude p\u00e5 virksomheden. Jeg sp\u00f8rger ham, f\u00f8r jeg booker."}', '2026-11-16 10:20:00', '2026-11-25 19:52:26.054878', '2026-11-25 19:52:26.842757');


--
-- Name: evidence_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.evidence_id_seq', 30, true);


--
-- Name: submission_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.submission_id_seq', 6, true);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: answer pk_answer; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.answer
    ADD CONSTRAINT pk_answer PRIMARY KEY (learner, module, task, fingerprint);


--
-- Name: attempt pk_attempt; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attempt
    ADD CONSTRAINT pk_attempt PRIMARY KEY (id);


--
-- Name: evidence pk_evidence; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evidence
    ADD CONSTRAINT pk_evidence PRIMARY KEY (id);


--
-- Name: person pk_person; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.person
    ADD CONSTRAINT pk_person PRIMARY KEY (username);


--
-- Name: result pk_result; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.result
    ADD CONSTRAINT pk_result PRIMARY KEY (submission_id, task);


--
-- Name: submission pk_submission; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.submission
    ADD CONSTRAINT pk_submission PRIMARY KEY (id);


--
-- Name: evidence uq_evidence_submission_id_competence; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evidence
    ADD CONSTRAINT uq_evidence_submission_id_competence UNIQUE (submission_id, competence);


--
-- Name: submission uq_submission_learner_module_number; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.submission
    ADD CONSTRAINT uq_submission_learner_module_number UNIQUE (learner, module, number);


--
-- Name: ix_attempt_learner_module_task; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_attempt_learner_module_task ON public.attempt USING btree (learner, module, task);


--
-- Name: ix_evidence_learner_competence; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_evidence_learner_competence ON public.evidence USING btree (learner, competence);


--
-- Name: ix_person_team; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_person_team ON public.person USING btree (team);


--
-- Name: ix_submission_learner; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_submission_learner ON public.submission USING btree (learner);


--
-- Name: ix_submission_module_marked_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_submission_module_marked_at ON public.submission USING btree (module, marked_at);


--
-- Name: evidence fk_evidence_submission_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evidence
    ADD CONSTRAINT fk_evidence_submission_id FOREIGN KEY (submission_id) REFERENCES public.submission(id) ON DELETE CASCADE;


--
-- Name: result fk_result_submission_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.result
    ADD CONSTRAINT fk_result_submission_id FOREIGN KEY (submission_id) REFERENCES public.submission(id) ON DELETE CASCADE;


--
-- PostgreSQL database dump complete
--


