"""nbgrader's tables, as they are read in SQL: importing nbgrader takes seconds, which pages do without."""

# SQLite keeps to the order of what is cross joined: from learners to their grades by nbgrader's indexes, or it would read everybody's.
JOINED = """
from assignment join notebook on notebook.assignment_id = assignment.id
join base_cell cell on cell.notebook_id = notebook.id join grade_cells graded on graded.id = cell.id
cross join submitted_assignment sa cross join submitted_notebook sn cross join grade
"""
OF_MODULE = """
where assignment.name = :module and notebook.name = :notebook and sa.assignment_id = assignment.id
and sn.notebook_id = notebook.id and sn.assignment_id = sa.id and grade.cell_id = cell.id and grade.notebook_id = sn.id
"""
OF_LEARNERS = " and sa.student_id in :learners"
GRADES = f"""
select sa.student_id as learner, cell.name as task, grade.auto_score, grade.manual_score, grade.extra_credit, grade.needs_manual_grade,
       graded.max_score, (select comment.manual_comment from comment join base_cell said on said.id = comment.cell_id
                          where comment.notebook_id = sn.id and said.name = cell.name) as said
{JOINED} {OF_MODULE}"""  # noqa: S608  no word of it is from elsewhere
RELEASED = (
    "select 1 from notebook join assignment on assignment.id = notebook.assignment_id "
    "where assignment.name = :module and notebook.name = :notebook"
)
KNOWN_AS = "select id from assignment where name = :module"
