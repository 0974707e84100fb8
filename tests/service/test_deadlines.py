"""A team is asked to have handed in a module by a day, and whoever has not is reminded by a mail through a real mail server."""

import asyncio
import shutil
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from babel.dates import format_date
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from icalendar import Calendar
from sqlalchemy import update
from typer.testing import CliRunner

from course import settings
from course.clock import today
from course.commands import deadline as commands
from course.errors import CourseError, NotFound, StorageError
from course.mail import address, background
from course.mail import server as servers
from course.mail.reminders import Reminder, remind, written
from course.mail.server import Away, Server
from course.modules import Module, load_module
from course.pages import File, Go, Response, Show
from course.privacy.export import from_store
from course.roster.people import read as read_roster
from course.roster.plan import plan
from course.store import Person, Store, open_store
from course.store.agreed_tables import ReminderRow
from course.store.database import now
from course.store.moving import move
from tests.service.test_talks import ANNA, BO, JENS, LIS, MODULE, ask, read
from tests.stores import new_store
from widgets.service.pages import manager

DEADLINES, SOON = manager.A_TEAM + "/deadlines", today() + timedelta(days=5)


class Post:
    """A municipality's mail server: what it took, and how it behaves; it drops the line at the word in `drop`."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.answers: list[str] = []
        self.drop = ""

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:  # noqa: N802  aiosmtpd calls it so
        self.recipients.append(address)
        await self._drop(server, "RCPT")
        if address.startswith("ukendt@"):
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd calls it so
        await self._drop(server, "DATA")
        if self.answers:
            return self.answers.pop(0)
        found = message_from_bytes(envelope.content or b"", policy=policy.default)
        assert isinstance(found, EmailMessage)
        self.mails.append(found)
        return "250 OK"

    async def _drop(self, server: SMTP, at: str) -> None:
        if self.drop == at:
            assert server.transport
            server.transport.abort()
            await asyncio.sleep(0)


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def listening(post: Post) -> Iterator[Callable[..., Server]]:
    """Start the mail server, and say how it is reached."""
    running: list[Controller] = []

    def start(tls: str = "none", **more: object) -> Server:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        running.append(Controller(post, hostname="127.0.0.1", port=port, **more))
        running[-1].start()
        return Server("localhost", port, tls, "kursus@kommunen.example")

    yield start
    for one in running:
        one.stop(no_assert=True)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Anna and Bo are in the team that Lis leads, and get mail."""
    shutil.copytree(settings.ROOT / "tests" / "data" / "modules", tmp_path / "release")
    monkeypatch.setenv("KOMPETENCEVEJ_HOME", str(tmp_path))
    monkeypatch.setenv("KOMPETENCEVEJ_DATABASE", f"sqlite:///{tmp_path / 'course.db'}")
    opened = new_store()
    for person in (replace(ANNA, email="anna@kommunen.example"), replace(BO, email="bo@kommunen.example"), LIS, JENS):
        opened.people.put(person)
    yield opened
    opened.database.close()


def hand_in(store: Store, who: str, module: Module = MODULE) -> None:
    if store.submissions.latest(who, module.id) is None:
        store.answers.save(who, module, "valg", ["a"], 0)
        store.submissions.hand_in(who, module)


def set_by_lis(store: Store, by: str = SOON.isoformat(), **more: str) -> Response:
    return ask(store, LIS, DEADLINES, {"module": MODULE.id, "by": by, "seen": seen(store), **more}, post=True, team="Nord")


def seen(store: Store) -> str:
    """What the form of the team's deadlines carries when it is opened now."""
    page = ask(store, LIS, DEADLINES, team="Nord")
    assert isinstance(page, Show)
    return str(page.context["seen"])


def team_page(store: Store, path: str = DEADLINES) -> str:
    return read(ask(store, LIS, path, team="Nord"))


def events(store: Store, who: Person = ANNA) -> list[dict[str, object]]:
    found = ask(store, who, r"deadlines\.ics")
    assert isinstance(found, File)
    return [
        {key: one[key] for key in ("UID", "SEQUENCE", "SUMMARY")} | {"day": one["DTSTART"].dt}
        for one in Calendar.from_ical(found.content).walk("VEVENT")
    ]


def at(store: Store, moment: datetime) -> None:
    """Let everybody's turn in the queue come at that moment (UTC)."""
    with store.database.transaction() as session:
        session.execute(update(ReminderRow).values(due_at=moment))


def place(store: Store, who: str) -> ReminderRow:
    with store.database.transaction() as session:
        found = session.get(ReminderRow, who)
        assert found
        session.expunge(found)
        return found


def test_it_stands_on_the_front_page_and_in_the_calendar_until_she_hands_in(store: Store) -> None:
    assert "Det skal nås" not in read(ask(store, ANNA, ""))
    assert set_by_lis(store) == Go("teams/Nord/deadlines#set")
    assert f"Det skal nås {MODULE.about.title.da} Afleveres senest" in read(ask(store, ANNA, ""))
    [first] = events(store)
    assert (first["day"], first["SEQUENCE"]) == (SOON, 1)
    set_by_lis(store, (SOON + timedelta(days=7)).isoformat())
    [moved] = events(store)
    assert (moved["day"], moved["SEQUENCE"], moved["UID"]) == (SOON + timedelta(days=7), 2, first["UID"])
    hand_in(store, "anna")
    assert "Det skal nås" not in read(ask(store, ANNA, ""))
    assert events(store) == []
    assert events(store, BO) != []
    assert set_by_lis(store, withdraw=MODULE.id) == Go("teams/Nord/deadlines#set")
    assert events(store, BO) == []
    assert "Det skal nås" not in read(ask(store, BO, ""))


def test_the_manager_sees_how_many_until_the_day_and_who_after_it(store: Store) -> None:
    assert "Teamet har ingen frister" in team_page(store)
    hand_in(store, "anna")
    store.deadlines.ask("Nord", MODULE.id, today(), "lis")
    page = team_page(store)
    assert "1 af 2 har afleveret" in page
    assert "Bo Dahl" not in page
    assert store.viewings.of("bo") == []
    assert "1 af 2 har afleveret" in team_page(store, manager.A_TEAM)
    store.deadlines.ask("Nord", MODULE.id, today() - timedelta(days=1), "lis")
    page = team_page(store)
    assert "Mangler: Bo Dahl" in page
    assert "Anna" not in page
    assert [one.page for one in store.viewings.of("bo")][:1] == ["deadline"]
    assert "Skulle være afleveret" in read(ask(store, BO, ""))
    assert "fra dagen efter, om du mangler" in read(ask(store, BO, "privacy"))


def test_of_two_managers_who_move_a_deadline_at_once_the_second_is_shown_the_firsts_before_hers_counts(store: Store) -> None:
    before, later = seen(store), (SOON + timedelta(days=7)).isoformat()
    set_by_lis(store)
    for form in ({"by": later}, {"withdraw": MODULE.id}):
        told = set_by_lis(store, seen=before, **form)
        assert isinstance(told, Show)
        assert (told.status, "Fristerne er ændret" in read(told)) == (409, True)
    assert [one.by for one in store.deadlines.of("Nord")] == [SOON]
    assert set_by_lis(store, later) == Go("teams/Nord/deadlines#set")


@pytest.mark.parametrize("wrong", [{"module": "../x"}, {"module": ""}, {"by": "i morgen"}, {"by": "2020-01-01"}, {"by": "9999-01-01"}])
def test_what_cannot_be_a_deadline_is_told_and_not_kept(store: Store, wrong: dict[str, str]) -> None:
    told = set_by_lis(store, **wrong)
    assert "Vælg" in read(told)
    assert store.deadlines.all() == []
    with pytest.raises(NotFound):
        ask(store, JENS, DEADLINES, {"module": MODULE.id, "by": SOON.isoformat()}, post=True, team="Nord")


def test_the_keeper_sets_lists_and_withdraws_by_commands(store: Store) -> None:
    run = CliRunner()
    assert run.invoke(commands.app, ["deadline", "set", "Nord", MODULE.id, SOON.isoformat()]).exit_code == 0
    assert run.invoke(commands.app, ["deadline", "list"]).output.split() == [str(SOON), "Nord", MODULE.id, "0/2"]
    assert run.invoke(commands.app, ["deadline", "set", "Ukendt", MODULE.id, SOON.isoformat()]).exit_code == 1
    assert run.invoke(commands.app, ["deadline", "withdraw", "Nord", MODULE.id]).exit_code == 0
    assert run.invoke(commands.app, ["deadline", "withdraw", "Nord", MODULE.id]).exit_code == 1
    assert store.deadlines.all() == []


def test_without_a_mail_server_nothing_is_tried_and_the_page_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    set_by_lis(store)
    assert "Kurset er ikke sat op til at sende mails" in team_page(store)
    assert CliRunner().invoke(commands.app, ["remind"]).exit_code == 1
    assert store.reminders.take() is None
    monkeypatch.setenv(settings.SMTP_HOST, "mail.kommunen.example")
    monkeypatch.setenv(settings.SMTP_FROM, "kursus@kommunen.example")
    assert "2 af 2 i teamet har en e-mailadresse" in team_page(store)


def test_who_has_not_handed_in_gets_one_mail_a_week_in_both_languages(store: Store, post: Post, listening: Callable[..., Server]) -> None:
    server = listening()
    set_by_lis(store)
    store.people.put(Person("per", "Per", "raadgiver", "Nord", active=False, email="per@kommunen.example"))
    hand_in(store, "bo")
    assert remind(store, server).taken == 1
    [mail] = post.mails
    assert (mail["To"], mail["From"]) == ("anna@kommunen.example", "kursus@kommunen.example")
    words = mail.get_content()
    assert words.index("Hej Anna Lund") < words.index("Hello Anna Lund")
    assert MODULE.about.title.da in words
    another = another_module(store)
    assert [remind(open_store(), server).taken for _ in range(3)] == [1, 0, 0], "Bo, who lacks the other now, and nobody twice in a week"
    at(store, now() - timedelta(seconds=1))
    assert remind(store, server).taken == 2
    assert [another.about.title.da in one.get_content() for one in post.mails] == [False, True, True, True]
    at(store, now() - timedelta(seconds=1))
    for who in ("anna", "bo"):
        hand_in(store, who)
        hand_in(store, who, another)
    assert remind(store, server).taken == 0
    assert len(post.mails) == 4


def another_module(store: Store) -> Module:
    """A module that is released later, and that the team is asked for too."""
    folder = settings.home() / "release" / "8-andet"
    shutil.copytree(folder.parent / MODULE.id, folder)
    about = folder / "module.yaml"
    about.write_text(
        about.read_text("utf-8").replace(MODULE.id, folder.name).replace("number: 9", "number: 8").replace("Prøvemodul", "Et andet"),
        "utf-8",
    )
    store.deadlines.ask("Nord", folder.name, SOON, "lis")
    return load_module(folder)


def test_nobody_is_reminded_long_before_the_day_or_after_it(store: Store, post: Post, listening: Callable[..., Server]) -> None:
    server = listening()
    for by in (today() + timedelta(days=15), today() - timedelta(days=1)):
        store.deadlines.ask("Nord", MODULE.id, by, "lis")
        assert remind(store, server).taken == 0
    assert post.recipients == []


def test_of_two_replicas_one_takes_a_turn_and_a_restart_keeps_the_queue(store: Store) -> None:
    store.reminders.want(["anna", "bo"])
    other = open_store()
    assert {store.reminders.take(), other.reminders.take()} == {"anna", "bo"}
    assert other.reminders.take() is None
    other.reminders.failed("bo")
    store.reminders.want(["anna", "bo"])
    at(store, now() - timedelta(seconds=1))
    assert open_store().reminders.take() == "anna"


def test_an_address_that_is_refused_stops_no_other_and_is_not_tried_for_a_week(
    store: Store, post: Post, listening: Callable[..., Server]
) -> None:
    store.people.put(replace(ANNA, email="ukendt@kommunen.example"))
    set_by_lis(store)
    sent = remind(store, listening())
    assert (sent.taken, sent.refused) == (1, 1)
    assert [mail["To"] for mail in post.mails] == ["bo@kommunen.example"]
    assert place(store, "anna").due_at > now() + timedelta(days=6)
    assert place(store, "anna").sent_at is None


def test_a_mail_that_is_not_taken_now_is_tried_again_each_time_later(store: Store, post: Post, listening: Callable[..., Server]) -> None:
    server = listening()
    hand_in(store, "bo")
    set_by_lis(store)
    waits = []
    for _ in range(3):
        post.answers = ["451 4.3.0 Try again later"]
        assert remind(store, server).refused == 1
        waits.append(round((place(store, "anna").due_at - now()).total_seconds() / 60))
        assert remind(store, server).refused == 0
        at(store, now() - timedelta(seconds=1))
    assert waits == [10, 20, 40]
    assert remind(store, server).taken == 1
    assert place(store, "anna").tries == 0


@pytest.mark.parametrize(("dropped", "again_in"), [("RCPT", timedelta(minutes=10)), ("DATA", timedelta(days=7))])
def test_a_line_that_is_dropped_leaves_the_mail_to_a_later_try_and_for_a_week_where_it_may_have_arrived(
    store: Store, post: Post, listening: Callable[..., Server], dropped: str, again_in: timedelta
) -> None:
    server = listening()
    hand_in(store, "bo")
    set_by_lis(store)
    post.drop = dropped
    assert remind(store, server).refused == 1
    assert abs(place(store, "anna").due_at - now() - again_in) < timedelta(minutes=1)
    post.drop = ""
    at(store, now() - timedelta(seconds=1))
    assert remind(store, server).taken == 1


def test_while_the_course_is_served_reminders_go_by_themselves_also_after_a_look_that_failed(
    store: Store, post: Post, listening: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert background.begin() is None, "no mail server, no thread"
    server = listening()
    named = {
        settings.SMTP_HOST: server.host,
        settings.SMTP_PORT: str(server.port),
        settings.SMTP_TLS: "none",
        settings.SMTP_FROM: server.sender,
    }
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    looks: list[Server] = []

    def look(opened: Store, found: Server) -> None:
        looks.append(found)
        if len(looks) == 1:
            raise StorageError("Databasen er væk.", "The database is away.")
        remind(opened, found)

    monkeypatch.setattr(background, "remind", look)
    monkeypatch.setattr(background, "EVERY", 0.01)
    set_by_lis(store)
    ended = background.begin()
    assert ended
    for _ in range(500):
        if len(looks) > 4:
            break
        ended.wait(0.02)
    ended.set()
    assert (looks[0], sorted(mail["To"] for mail in post.mails)) == (server, ["anna@kommunen.example", "bo@kommunen.example"])


def test_a_server_that_is_away_costs_one_turn_of_one(store: Store) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        gone = Server("127.0.0.1", probe.getsockname()[1], "none", "kursus@kommunen.example")
    set_by_lis(store)
    with pytest.raises(Away):
        remind(store, gone)
    assert [place(store, who).tries for who in ("anna", "bo")] == [1, 0]


def test_over_starttls_she_logs_in_and_a_certificate_of_nobody_known_is_refused(
    store: Store, post: Post, listening: Callable[..., Server], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = _certificate(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)

    def let_in(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: object) -> AuthResult:
        return AuthResult(
            handled=False, success=isinstance(given, LoginPassword) and (given.login, given.password) == (b"kursus", b"hemmeligt")
        )

    server = listening("starttls", tls_context=context, require_starttls=True, authenticator=let_in, auth_required=True)
    server = replace(server, user="kursus", password="hemmeligt")
    set_by_lis(store)
    with pytest.raises(Away, match="certificate verify failed"):
        remind(store, server)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    at(store, now() - timedelta(seconds=1))
    for wrong in ("gættet", "guessed"):
        with pytest.raises(Away):
            remind(store, replace(server, password=wrong))
        at(store, now() - timedelta(seconds=1))
    assert remind(store, server).taken == 2
    with pytest.raises((smtplib.SMTPException, Away)):
        replace(server, tls="none", user=None).send(_mail("anna@kommunen.example"))


def test_the_server_is_read_from_the_environment_and_what_is_wrong_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert servers.server() is None
    monkeypatch.setenv(settings.SMTP_HOST, "mail.kommunen.example")
    with pytest.raises(CourseError, match=settings.SMTP_FROM):
        servers.server()
    monkeypatch.setenv(settings.SMTP_FROM, "kursus@kommunen.example")
    (tmp_path / "password").write_text("hemmeligt\n")
    monkeypatch.setenv(settings.SMTP_USER, "kursus")
    monkeypatch.setenv(settings.SMTP_PASSWORD_FILE, str(tmp_path / "password"))
    found = servers.server()
    assert found
    assert (found.port, found.tls, found.password) == (587, "starttls", "hemmeligt")
    assert "hemmeligt" not in repr(found)
    for name, wrong in (
        (settings.SMTP_TLS, "none"),
        (settings.SMTP_TLS, "ssl"),
        (settings.SMTP_PORT, "0"),
        (settings.SMTP_PASSWORD_FILE, "/no"),
    ):
        with monkeypatch.context() as patched:
            patched.setenv(name, wrong)
            with pytest.raises(CourseError, match=name):
                servers.server()


@pytest.mark.parametrize(
    "wrong", ["a@b", "a b@c.dk", "a@c.dk\nBcc: x@y.dk", "Anna <a@c.dk>", "a@c.dk,b@c.dk", "å@c.dk", "a" * 250 + "@c.dk"]
)
def test_no_address_can_add_a_header_or_another_recipient(wrong: str) -> None:
    assert not address.is_email(wrong)


def test_neither_can_a_name_or_a_broken_row() -> None:
    mail = _mail("anna@kommunen.example", "Anna\r\nBcc: alle@kommunen.example")
    assert mail["Bcc"] is None
    assert mail["Subject"] == f"Husk at aflevere senest {format_date(SOON, 'd. MMMM y', locale='da_DK')}"
    assert set(mail.keys()) >= {"Subject", "From", "To", "Message-ID", "Auto-Submitted"}
    with pytest.raises(ValueError, match="linefeed or carriage return"):
        _mail("anna@kommunen.example\r\nBcc: alle@kommunen.example")


def test_the_staff_list_may_have_addresses(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text(
        "Brugernavn;Navn;Rolle;Team;E-mail\nanna;Anna Lund;Rådgiver;Nord;anna.lund@kommunen.dk\nbo;Bo Dahl;Rådgiver;Nord;\n", "utf-8"
    )
    found = read_roster(path)
    assert [one.email for one in found.people] == ["anna.lund@kommunen.dk", None]
    path.write_text("Brugernavn;Navn;Rolle;Team;E-mail\nanna;Anna Lund;Rådgiver;Nord;anna lund\n", "utf-8")
    with pytest.raises(CourseError, match="e-mail"):
        read_roster(path)


def test_her_place_in_the_queue_follows_her_and_goes_with_her(store: Store) -> None:
    store.reminders.want(["anna"])
    store.deadlines.ask("Nord", MODULE.id, SOON, "lis")
    store.people.put(Person("anna2", "Anna Lund", "raadgiver", "Nord"))
    with store.database.transaction() as session:
        move(session, "anna", "anna2")
        move(session, "lis", "lis2")
    held = from_store(store, "anna2").store
    assert len(held["reminder"]) == 1
    assert [row["manager"] for row in from_store(store, "lis2").store["deadline"]] == ["lis2"]
    for who in ("anna2", "lis2"):
        store.personal.erase(who, keep_record=True)
    assert {"anna2", "lis2"} & store.personal.logins() == set()
    assert len(store.deadlines.all()) == 1


@pytest.mark.parametrize("known", [False, True], ids=["a new login", "a login that she has used"])
@pytest.mark.parametrize("column", [None, "anna.holm@kommunen.example"])
def test_her_address_follows_her_to_a_new_login(store: Store, tmp_path: Path, known: bool, column: str | None) -> None:
    if known:
        store.people.put(Person("anna.h", "Anna Holm", "raadgiver", "Nord"))
    store.reminders.want(["anna"])
    path = tmp_path / "liste.csv"
    head, row = "Brugernavn;Navn;Rolle;Team;Tidligere login", "anna.h;Anna Holm;Rådgiver;Nord;anna"
    path.write_text(f"{head};E-mail\n{row};{column}\n" if column else f"{head}\n{row}\n", "utf-8")
    planned = plan(read_roster(path), [one for one in store.people.everybody() if one.username.startswith("anna")], now())
    store.people.change([one.new for one in planned.changes], planned.former)
    hers = store.people.get("anna.h")
    assert hers
    assert hers.email == (column or "anna@kommunen.example")
    assert store.reminders.take() == "anna.h"


def _mail(to: str, name: str = "Anna Lund") -> EmailMessage:
    return written(Reminder(replace(ANNA, name=name), to, ((MODULE, SOON),)), "kursus@kommunen.example", datetime.now(UTC))


def _certificate(folder: Path) -> Path:
    """A certificate of localhost that nobody vouches for, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    moment = datetime.now(UTC)
    made = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), moment - timedelta(days=1), moment + timedelta(days=1)
    )
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    plain = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = folder / "localhost.pem"
    path.write_bytes(plain + made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    return path
