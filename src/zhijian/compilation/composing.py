"""The text of a report folder composed with its facts."""

from __future__ import annotations

from collections.abc import Collection

from zhijian.compilation.folder import ReportFolder
from zhijian.facts import Fact, FactSet
from zhijian.findings import Severity
from zhijian.report import Audience, Composition, ReportStopped, compose

Key = tuple[str, str, str, str]


def composed(
    folder: ReportFolder, facts: FactSet, audience: Audience, hidden: Collection[Key] = frozenset()
) -> Composition:
    """One edition. hidden: keys of the facts that it must not print. Raises ReportStopped with every error of the text."""

    def suppress(fact: Fact) -> bool:
        return fact.key in hidden

    return compose(
        folder.path,
        facts,
        folder.catalogue,
        folder.tree,
        settings=folder.settings,
        audience=audience,
        suppress=suppress if hidden else None,
    )


def composed_or_why_not(folder: ReportFolder, facts: FactSet) -> Composition:
    """The internal edition. Where figures are missing because files are, or could not be read, those come first."""
    causes = [f for f in folder.findings if f.severity >= Severity.warning]
    if not len(folder.stated):
        raise ReportStopped(causes)
    try:
        return composed(folder, facts, "internal")
    except ReportStopped as stopped:
        raise ReportStopped([*causes, *stopped.findings]) from None
