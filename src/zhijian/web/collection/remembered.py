"""What the whole check of a submission found, remembered for as long as everything that it was made from is the same.

Nothing has to be forgotten when a cell, a reason or a record changes: what was found is looked up by what it was found
from, which is read anew each time.
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

from zhijian.findings import Finding
from zhijian.messages import language
from zhijian.web.collection.checking import Known, check_whole

MOST = 512  # submissions that a worker remembers
_found: OrderedDict[bytes, tuple[Finding, ...]] = OrderedDict()


def findings_of(known: Known) -> tuple[Finding, ...]:
    """What ``check_whole`` says. known: of the whole submission."""
    key = hashlib.sha256("\n".join(_told(known)).encode()).digest()
    found = _found.get(key)
    if found is None:
        found = _found[key] = tuple(check_whole(known))
        while len(_found) > MOST:
            _found.popitem(last=False)
    return found


def _told(known: Known) -> Iterator[str]:
    """Everything that the check looks at."""
    submission = known.submission
    organisation = submission.organisation
    place: list[Any] = [known.form.catalogue.id, submission.round_id, submission.round.year, language()]
    yield json.dumps([*place, organisation.code, organisation.name, organisation.level])
    yield json.dumps([[*c.key, c.version, c.status, c.mantissa, c.decimals, c.fault, c.text] for c in known.cells])
    yield json.dumps([[*r.key, r.kind, r.subject, r.text] for r in known.reasons])
    yield from map(repr, known.recorded)
