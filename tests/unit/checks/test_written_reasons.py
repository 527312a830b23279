"""Accepted findings stay quiet until their figures change."""

from support.small_city import facts_of, small_catalogue, small_city
from zhijian.checks import acceptance_of, check_facts
from zhijian.findings import Finding, Severity
from zhijian.intake import Reason

TABLE = "s1 2024 patents.granted {granted}\ns1 2024 patents.inventions 3"


def check(granted: int, *reasons: Reason) -> list[Finding]:
    return check_facts(facts_of(TABLE.format(granted=granted)), small_catalogue(), small_city(), reasons=reasons)


def accepted(about: str) -> Reason:
    return Reason("s1", "2024", about, "发明专利按申请年计", "accepted")


def test_an_accepted_finding_is_a_notice_with_its_reason() -> None:
    (found,) = check(2)
    (quiet,) = check(2, accepted(acceptance_of(found)))
    assert (quiet.severity, quiet.accepted) == (Severity.notice, "发明专利按申请年计")
    assert quiet.message == found.message


def test_it_speaks_again_when_its_figures_change() -> None:
    (found,) = check(2)
    loud, changed = check(1, accepted(acceptance_of(found)))
    assert (loud.code, loud.severity, loud.accepted) == ("ZJ202", Severity.error, "")
    assert changed.code == "ZJ305"
    assert "由 3项、2项 变为 3项、1项" in changed.message


def test_it_is_silent_when_the_figures_were_mended() -> None:
    (found,) = check(2)
    assert check(3, accepted(acceptance_of(found))) == []


def test_a_subject_or_rule_alone_accepts_whatever_the_figures() -> None:
    for about in ("patents.inventions.within/s1/2024", "patents.inventions.within"):
        assert [f.severity for f in check(1, accepted(about))] == [Severity.notice]
    assert [f.severity for f in check(1, accepted("patents.inventions.within/s2/2024"))] == [Severity.error]
