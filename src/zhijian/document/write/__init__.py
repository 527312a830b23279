"""Writers: one Document as DOCX, PDF or HTML. Each format is a package of its own, imported when it is needed."""

from zhijian.document.write.attachments import Download, FigureNote

__all__ = ["Download", "FigureNote"]
