"""The texts that scripts of a page say: rendered into the page, so that scripts hold no words of their own."""

from collections.abc import Mapping
from functools import lru_cache

from zhijian.messages import Language, _, language, use_language


def entry_texts() -> Mapping[str, str]:
    """What the entry page says while somebody types. ``{name}`` stays for the script to fill in."""
    return _entry_texts(language())


@lru_cache(maxsize=2)
def _entry_texts(code: Language) -> Mapping[str, str]:
    with use_language(code):
        return _all_entry_texts()


def _all_entry_texts() -> Mapping[str, str]:
    return {
        "empty": _("未填"),
        "saved": _("已保存"),
        "saving": _("保存中"),
        "waiting": _("待发送"),
        "conflict": _("冲突"),
        "invalid": _("有误"),
        "doubted": _("请核对"),
        "no_data": _("无数据"),
        "locked": _("锁定"),
        "decide": _("处理"),
        "recorded": _("按记录"),
        "derived": _("自动计算"),
        "higher_only": _("无需填报"),
        "explained": _("已说明"),
        "error": _("有误"),
        "warning": _("请核对"),
        "notice": _("提示"),
        "all_saved": _("已全部保存"),
        "saving_some": _("正在保存 {n} 格"),
        "offline": _("连接中断：{n} 格暂存在本机，恢复后自动发送"),
        "session_over": _("登录已过期：{n} 格暂存在本机。"),
        "log_in_again": _("重新登录"),
        "refused": _("服务器拒绝保存（{status}）：{n} 格暂存在本机，请稍候或刷新页面"),
        "conflicts": _("{n} 处冲突待处理"),
        "invalid_some": _("{n} 格有误，请改正"),
        "restored": _("上次没有发出的 {n} 格已恢复，正在发送"),
        "errors_here": _("处错误"),
        "warnings_here": _("处提醒"),
        "complete_here": _("已填完"),
        "no_data_button": _("无数据？"),
        "true_anyway": _("数据属实，说明原因"),
        "reason_for_value": _("情况说明（数据属实时填写原因）"),
        "reason_for_gap": _("无数据说明"),
        "undone": _("已撤销：{label}"),
        "redone": _("已重做：{label}"),
        "no_problem": _("本表没有待处理的问题"),
        "other_findings": _("本表还有以下问题"),
        "said_state": _("{label}：{state}"),
        "paste_summary": _("将填入 {n} 格；略过 {skipped} 格。"),
        "paste_unmatched": _("有 {n} 行超出本表，不会填入。"),
        "paste_same": _("与现在相同"),
        "paste_computed": _("自动计算，略过"),
        "paste_locked": _("不可填写，略过"),
        "paste_nothing": _("粘贴的内容中没有可填入的格"),
        "changed_by": _("{by}（{at}）改为"),
        "what_cell": _("您打开本页之后，“{label}”被别人改过。请选择留下哪一个；两个值都记在历史里。"),
        "keep_theirs": _("留下对方的 {text}"),
        "keep_mine": _("改用我的 {text}"),
        "nothing": _("（空）"),
        "leave": _("还有内容没有保存"),
        "log_out_unsent": _("还有 {n} 格没有发出。退出后它们留在这台电脑上，您下次登录时再发送。确定退出？"),
    }
