"""Publication: facts and findings as files, small cells suppressed, and the package for submission."""

from zhijian.publish.exports import fact_table, write_facts
from zhijian.publish.finding_files import FORMATS, render_findings, write_findings
from zhijian.publish.package import MANIFEST, check_package, write_package
from zhijian.publish.suppression import SMALLEST_CELL, suppressed_keys

__all__ = [
    "FORMATS",
    "MANIFEST",
    "SMALLEST_CELL",
    "check_package",
    "fact_table",
    "render_findings",
    "suppressed_keys",
    "write_facts",
    "write_findings",
    "write_package",
]
