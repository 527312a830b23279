"""The demo: a fictional city with its schools, workbooks, records, answers and report. Everything is synthetic."""

from zhijian.demo.write import write_demo

__all__ = ["write_demo"]
