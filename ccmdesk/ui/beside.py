"""Does work beside the window for a page that has a place for notices and one for progress."""

from __future__ import annotations

from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.jobs import Job, Jobs, Work
from ccmdesk.ui.problems import NoticeBar, show_problem
from ccmdesk.ui.progress_row import ProgressRow


def beside(jobs: Jobs, work: Work, *, notice: NoticeBar, progress: ProgressRow) -> Job:
    """Begin *work* and return it, so that what follows can be connected: it ends later.

    Why it was refused is told in *notice*.
    """
    job = jobs.prepare(work)
    job.refused.connect(lambda problem: show_problem(notice, problem))
    job.failed.connect(raise_fault)
    progress.follow(job)
    jobs.start(job)
    return job
