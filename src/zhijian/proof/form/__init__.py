"""Form: what is wrong with numbering, references, dates and wording, whatever the figures say."""

from zhijian.proof.form.check import check_form

__all__ = ["check_form"]
