"""Who may see what: role × address → what she meets.

page    the page, file or data itself        login  the Hub's login
no      403, and whom to ask                 none   404
other   another method is meant (405)        bad    400, a sentence
"""

ROLES = {
    "nobody": ("",),
    "learner": ("anna", "mads", "ulla"),  # mads leads a team by the roster and not by his groups, ulla the other way round
    "trainer": ("trine",),
    "manager": ("lone",),
    "manager of another team": ("jens",),
    "without a part": ("nora", "gerd", "ole"),  # no group; not in the roster; a former employee
    "trainer by the Hub alone": ("tove",),  # not in the roster
}

COURSE = """
                                             nobody learner trainer manager another without
/                                            login  page    page    page    page    no
levels                                       login  page    page    page    page    no
about                                        login  page    page    page    page    no
statement                                    login  page    page    page    page    no
privacy                                      login  page    page    page    page    no
privacy/copy.zip                             login  page    page    page    page    no
certificate.pdf                              login  none    none    none    none    no
certificate.jwt                              login  none    none    none    none    no
next                                         login  page    page    page    page    no
POST next/helping                            no     page    page    page    page    no
talk                                         login  page    page    page    page    no
talk.docx                                    login  page    page    page    page    no
talk.pdf                                     login  page    page    page    page    no
deadlines.ics                                login  page    page    page    page    no
POST talk                                    no     none    none    none    none    no
POST talk/plan                               no     none    none    none    none    no
tools                                        login  page    page    page    page    no
tools/all.zip                                login  none    none    none    none    no
tools/MODULE/min-plan.docx                   login  none    none    none    none    no
tools/MODULE/nothing.ics                     login  none    none    none    none    no
recall                                       login  page    page    page    page    no
recall/MODULE/2                              login  none    none    none    none    no
recall/MODULE/3                              login  none    none    none    none    no
POST recall                                  no     bad     bad     bad     bad     no
POST recall/MODULE/2                         no     none    none    none    none    no
tomorrow/MODULE/1-vaelg-moedeform            login  page    page    page    page    no
tomorrow/MODULE/9-nothing                    login  none    none    none    none    no
POST tomorrow/MODULE/1-vaelg-moedeform       no     bad     bad     bad     bad     no
POST tomorrow/MODULE/9-nothing               no     none    none    none    none    no
work                                         login  page    page    page    page    no
work/file                                    login  page    page    page    page    no
work/state                                   login  page    page    page    page    no
POST work/preview                            no     bad     bad     bad     bad     no
POST work/bring-in                           no     bad     bad     bad     bad     no
nothing-here                                 login  none    none    none    none    no
health                                       page   page    page    page    page    page
login                                        login  page    page    page    page    no
here                                         login  page    page    page    page    no
oauth_callback                               bad    bad     bad     bad     bad     bad
.well-known/security.txt                     none   none    none    none    none    none
.well-known/badges/issuer.json               none   none    none    none    none    none
theme/wrong.css                              none   none    none    none    none    none
module/MODULE                                login  page    page    page    page    no
module/MODULE/progress                       login  page    page    page    page    no
module/MODULE/hand-in                        login  page    page    page    page    no
module/MODULE/receipt/9                      login  none    none    none    none    no
POST module/MODULE/receipt/9/file            no     none    none    none    none    no
module/MODULE/feedback/9                     login  none    none    none    none    no
POST module/MODULE/feedback/9/read           no     none    none    none    none    no
POST module/MODULE/feedback/9/ask/relation-det-usagte-tekst no none none none none no
module/MODULE/1-vaelg-moedeform              login  page    page    page    page    no
module/MODULE/9-nothing                      login  none    none    none    none    no
POST module/MODULE/1-vaelg-moedeform/kernel  no     page    page    page    page    no
POST module/9-nothing/hand-in                no     none    none    none    none    no
trainer                                      login  no      page    no      no      no
trainer/progress                             login  no      page    no      no      no
POST trainer/start                           no     no      none    no      no      no
trainer/send                                 login  no      page    no      no      no
POST trainer/send/now                        no     no      page    no      no      no
trainer/hand-in/9999                         login  no      none    no      no      no
POST trainer/hand-in/9999/mark               no     no      none    no      no      no
POST trainer/formgrader                      no     no      none    no      no      no
desk                                         login  no      page    no      no      no
desk/phrases                                 login  no      page    no      no      no
POST desk/phrases/change                     no     no      none    no      no      no
desk/inquiries                               login  no      page    no      no      no
desk/inquiries/9999/relation-det-usagte-tekst login no     page    no      no      no
POST desk/inquiries/9999/relation-det-usagte-tekst no no bad no     no      no
desk/items                                   login  no      page    no      no      no
desk/items.csv                               login  no      page    no      no      no
desk/agreement                               login  no      page    no      no      no
desk/calibration/MODULE/relation-det-usagte-tekst login  no      page    no      no      no
POST desk/calibration/MODULE/relation-det-usagte-tekst/answer no     no      bad     no      no      no
desk/texts/MODULE/relation-det-usagte-tekst  login  no      page    no      no      no
POST desk/texts/MODULE/relation-det-usagte-tekst/next no     no      page    no      no      no
POST desk/texts/MODULE/relation-det-usagte-tekst/undo no     no      none    no      no      no
desk/texts/MODULE/relation-det-usagte-tekst/9999 login  no      none    no      no      no
POST desk/texts/MODULE/relation-det-usagte-tekst/9999/save no     no      page    no      no      no
POST desk/texts/MODULE/relation-det-usagte-tekst/9999/give no     no      none    no      no      no
POST desk/texts/MODULE/relation-det-usagte-tekst/9999/skip no     no      page    no      no      no
POST desk/texts/MODULE/relation-det-usagte-tekst/9999/undo no     no      none    no      no      no
POST desk/texts/MODULE/relation-det-usagte-tekst/9999/talked no     no      none    no      no      no
POST desk/texts/MODULE/relation-det-usagte-tekst/9999/phrase no     no      bad     no      no      no
desk/files                                   login  no      page    no      no      no
POST desk/files                              no     no      bad     no      no      no
POST desk/files/take                         no     no      bad     no      no      no
POST desk/files/assign                       no     no      page    no      no      no
desk/files/9999/feedback.html                login  no      none    no      no      no
desk/files/feedback.zip                      login  no      none    no      no      no
desk/files.js                                login  no      page    no      no      no
desk/desk.js                                 login  no      page    no      no      no
desk/calibration.js                          login  no      page    no      no      no
desk/phrases.js                              login  no      page    no      no      no
desk/desk.css                                login  no      page    no      no      no
team                                         login  no      no      page    page    no
team/levels.csv                              login  no      no      page    page    no
team/levels.xlsx                             login  no      no      page    page    no
team/anna                                    login  no      no      page    none    no
team/clara                                   login  no      no      none    page    no
team/ole                                     login  no      no      none    none    no
teams                                        login  no      no      page    page    no
teams/Ungeteamet                             login  no      no      page    none    no
teams/Ungeteamet/levels.csv                  login  no      no      page    none    no
teams/Ungeteamet/levels.xlsx                 login  no      no      page    none    no
teams/Ungeteamet/over-time                   login  no      no      page    none    no
teams/Ungeteamet/meeting                     login  no      no      page    none    no
teams/Ungeteamet/meeting.docx                login  no      no      page    none    no
teams/Ungeteamet/meeting.pdf                 login  no      no      page    none    no
POST teams/Ungeteamet/meeting                no     no      no      bad     none    no
teams/Ungeteamet/deadlines                   login  no      no      page    none    no
POST teams/Ungeteamet/deadlines              no     no      no      bad     none    no
teams/nothing                                login  no      no      none    none    no
team/anna/talk                               login  no      no      page    none    no
team/clara/talk                              login  no      no      none    page    no
team/ole/talk                                login  no      no      none    none    no
team/anna/talk.docx                          login  no      no      page    none    no
team/anna/talk.pdf                           login  no      no      page    none    no
POST team/anna/talk                          no     no      no      bad     none    no
team/anna/targets                            login  no      no      page    none    no
team/clara/targets                           login  no      no      none    page    no
POST team/anna/targets                       no     no      no      bad     none    no
grading/grading.js                           login  page    page    page    page    no
grading/grading.css                          login  page    page    page    page    no
replica/1/api/kernels/KERNEL                 no     none    none    none    none    none
DELETE replica/1/api/kernels/KERNEL          no     none    none    none    none    none
replica/1/api/kernels/KERNEL/channels        no     none    none    none    none    none
POST replica/1/api/kernels/KERNEL/last-words no     none    none    none    none    none
POST replica/1/voila/api/shutdown/KERNEL     no     page    page    page    page    page
voila/static/voila.js                        page   page    page    page    page    page
voila/labextensions/nothing                  none   none    none    none    none    none
voila/api/themes/nothing                     none   none    none    none    none    none
api/kernels                                  login  none    none    none    none    no
POST api/kernels                             no     none    none    none    none    no
POST api/sessions                            no     none    none    none    none    no
PUT api/contents/x.ipynb                     no     none    none    none    none    no
POST api/terminals                           no     none    none    none    none    no
POST switch                                  no     none    none    none    none    no
lab                                          login  none    none    none    none    no
tree                                         login  none    none    none    none    no
voila/render/x.ipynb                         login  none    none    none    none    no
files/x                                      login  none    none    none    none    no
nbconvert/script/x.ipynb                     login  none    none    none    none    no
terminals/1                                  login  none    none    none    none    no
"""

# Whoever is not in the Hub's group is stopped by the Hub; a trainer by the Hub alone is stopped by formgrader itself, everywhere.
FORMGRADER = """
                                                      nobody learner trainer manager another without
formgrader/                                           login  no      page    no      no      no
formgrader/manage_assignments                         login  no      page    no      no      no
formgrader/manage_submissions/x                       login  no      page    no      no      no
formgrader/gradebook                                  login  no      page    no      no      no
formgrader/gradebook/x                                login  no      page    no      no      no
formgrader/gradebook/x/y                              login  no      page    no      no      no
formgrader/manage_students                            login  no      page    no      no      no
formgrader/manage_students/x                          login  no      page    no      no      no
formgrader/manage_students/x/y                        login  no     page   no     no     no
formgrader/submissions/x                              login  no      none    no      no      no
formgrader/submissions/x/next                         login  no      none    no      no      no
formgrader/submissions/x/y.txt                        login  no      none    no      no      no
formgrader/submissions/components/x                   none   none    none    none    none    none
formgrader/fonts/x                                    none   none    none    none    none    none
formgrader/static/x                                   none   none    none    none    none    none
formgrader/x/y/z                                      none   none   none   none   none   none
formgrader/api/status                                 login  no      page    no      no      no
formgrader/api/assignments                            login  no      page    no      no      no
formgrader/api/assignment/x                           login  no      none    no      no      no
POST formgrader/api/assignment/x/assign               no     no      page    no      no      no
POST formgrader/api/assignment/x/unrelease            no     no      page    no      no      no
POST formgrader/api/assignment/x/release              no     no      page    no      no      no
POST formgrader/api/assignment/x/collect              no     no      page    no      no      no
POST formgrader/api/assignment/x/generate_feedback    no     no      page    no      no      no
POST formgrader/api/assignment/x/release_feedback     no     no      page    no      no      no
POST formgrader/api/assignment/x/y/generate_feedback  no     no      page    no      no      no
POST formgrader/api/assignment/x/y/release_feedback   no     no      page    no      no      no
formgrader/api/notebooks/x                            login  no      page    no      no      no
formgrader/api/submissions/x                          login  no      page    no      no      no
formgrader/api/submission/x/y                         login  no     page   no     no     no
POST formgrader/api/submission/x/y/autograde          no     no      page    no      no      no
formgrader/api/submitted_notebooks/x/y                login  no      page    no      no      no
POST formgrader/api/submitted_notebook/x/flag         no     no      none    no      no      no
formgrader/api/grades?submission_id=x                 login  no      none    no      no      no
formgrader/api/grade/x                                login  no      none    no      no      no
formgrader/api/comments?submission_id=x               login  no      none    no      no      no
formgrader/api/comment/x                              login  no      none    no      no      no
formgrader/api/students                               login  no      page    no      no      no
formgrader/api/student/x                              login  no      none    no      no      no
formgrader/api/student_submissions/x                  login  no      page    no      no      no
formgrader/api/student_notebook_submissions/x/y       login  no      page    no      no      no
robots.txt                                            none   none    none    none    none    none
favicon.ico                                           none   none    none    none    none    none
static/x                                              none   none    none    none    none    none
api                                                   page   page    page    page    page    page
api/spec.yaml                                         login  no      no      no      no      no
api/status                                            no     no      no      no      no      no
api/me                                                no     no      page    no      no      no
api/resolvePath                                       no     no      no      no      no      no
api/config/x                                          no     no      no      no      no      no
api/contents                                          no     no      no      no      no      no
PUT api/contents/x.py                                 no     no      no      no      no      no
api/contents/x/checkpoints                            no     no      no      no      no      no
DELETE api/contents/x/checkpoints/y                   no     no      no      no      no      no
POST api/contents/x/trust                             no     no      no      no      no      no
api/notebooks/x                                       no     no      no      no      no      no
api/kernels                                           no     no      no      no      no      no
POST api/kernels                                      no     no      no      no      no      no
api/kernels/KERNEL                                    no     no      no      no      no      no
POST api/kernels/KERNEL/restart                       no     no      no      no      no      no
api/kernels/KERNEL/channels                           no     no      no      no      no      no
kernelspecs/python3/x                                 login  no      no      no      no      no
api/kernelspecs                                       no     no      no      no      no      no
api/kernelspecs/python3                               no     no      no      no      no      no
POST nbconvert/script                                 no     no      no      no      no      no
nbconvert/script/x.ipynb                              login  no      no      no      no      no
api/nbconvert                                         no     no      no      no      no      no
POST api/security/csp-report                          no     no      no      no      no      no
api/sessions                                          no     no      no      no      no      no
POST api/sessions                                     no     no      no      no      no      no
api/sessions/KERNEL                                   no     no      no      no      no      no
POST api/shutdown                                     no     no      no      no      no      no
view/x                                                login  no      no      no      no      no
POST api/events                                       no     no      no      no      no      no
api/events/subscribe                                  no     no      no      no      no      no
files/gradebook.db                                    login  no      no      no      no      no
login                                                 login  no      page    no      no      no
logout                                                none   none    none    none    none    none
metrics                                               none   none    none    none    none    none
/                                                     login  no      page    no      no      no
nothing/at/all                                        none   none    none    none    none    none
POST api/terminals                                    none   none    none    none    none    none
"""

HUB = """
                                             nobody learner trainer manager another without
/hub/home                                    login  page    page    page    page    page
/hub/token                                   login  page    page    page    page    page
/hub/admin                                   login  no      no      no      no      no
/hub/spawn                                   login  no      no      no      no      no
POST /hub/spawn                              no     no      no      no      no      no
/hub/user/anna/                              login  none   none   none   none   none
/user/bo/lab                                 login  none   none   none   none   none
/hub/api/users                               no     no      no      no      no      no
/hub/api/users/bo                            no     none    none    none    none    none
/hub/api/groups                              no     no      no      no      no      no
/hub/api/services                            no     no      no      no      no      no
/hub/api/proxy                               no     no      no      no      no      no
POST /hub/api/logins                         no     no      no      no      no      no
POST /hub/api/shutdown                       no     no      no      no      no      no
POST /hub/api/users/ME/server                no     no      no      no      no      no
POST /hub/api/users/ME/tokens                no     no      no      no      no      no
POST /hub/api/users/bo/tokens                no     no     no     no     no     no
PATCH /hub/api/users/ME                      no     no      no      no      no      no
DELETE /hub/api/users/bo                     no     no      no      no      no      no
POST /hub/api/groups/trainers/users          no     no      no      no      no      no
"""

ASKS_NOBODY = (
    "robots.txt", "favicon.ico", "metrics", "formgrader/fonts/x", "formgrader/static/x", "formgrader/submissions/components/x", "formgrader/x/y/z",
)  # fmt: skip


def rows(table: str) -> list[tuple[str, dict[str, str]]]:
    """The addresses of a table, each with what every role meets."""
    lines = [line for line in table.strip("\n").splitlines()[1:] if line.strip()]
    read = []
    for line in lines:
        *address, nobody, learner, trainer, manager, another, without = line.split()
        alone = "no" if table is FORMGRADER and address[-1] not in ASKS_NOBODY else without
        read.append((" ".join(address), dict(zip(ROLES, (nobody, learner, trainer, manager, another, without, alone), strict=True))))
    return read
