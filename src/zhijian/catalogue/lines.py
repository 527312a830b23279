"""YAML read with the line of every mapping and item, so that messages can name file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from zhijian.errors import CatalogueError
from zhijian.messages import _


class Entry(dict[str, Any]):
    """A mapping that knows where it stands: ``file`` and ``line`` (from 1)."""

    file: str = ""
    line: int = 0

    @property
    def where(self) -> str:
        return f"{self.file}:{self.line}"


def read_yaml(path: Path) -> Any:
    """The content of a YAML file; mappings as Entry. Raises CatalogueError where it is no YAML or repeats a key."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node = yaml.compose(path.read_text("utf-8"), loader)
    except FileNotFoundError:
        raise CatalogueError([_("{file}：文件不存在", file=path.name)]) from None
    except UnicodeDecodeError:
        raise CatalogueError([f"{path.name}:1: {_('文件不是 UTF-8 编码，请另存为 UTF-8')}"]) from None
    except yaml.YAMLError as error:
        line, problem = yaml_problem(error)
        message = _("不是有效的 YAML：{problem}", problem=problem)
        raise CatalogueError([f"{path.name}:{line}: {message}"]) from None
    return None if node is None else _value(node, path.name)


def yaml_problem(error: yaml.YAMLError) -> tuple[int, str]:
    """Line and cause of a YAML error; characters that YAML does not allow are reported without a line."""
    if isinstance(error, yaml.MarkedYAMLError):
        return (error.problem_mark.line + 1 if error.problem_mark else 1), error.problem or ""
    return 1, str(getattr(error, "reason", "") or error)


def _value(node: yaml.Node, file: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        entry = Entry()
        entry.file, entry.line = file, node.start_mark.line + 1
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in entry:
                raise CatalogueError([f"{file}:{key_node.start_mark.line + 1}: {_('键“{key}”重复', key=key)}"])
            entry[key] = _value(value_node, file)
        return entry
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, file) for item in node.value]
    text = node.value
    if node.tag == "tag:yaml.org,2002:bool":
        return text.lower() in ("true", "yes", "on")
    if node.tag == "tag:yaml.org,2002:int":
        return int(text)
    if node.tag == "tag:yaml.org,2002:null":
        return None
    return text  # floats stay text, so that 0.10 is exact
