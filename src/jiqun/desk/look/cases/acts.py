"""What the acts of the ledger are called: the moves of every proceeding, and what is done outside of one."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.base.words import Bi
from jiqun.procedure.tables import PROCEDURES

OTHER_ACTS: Mapping[str, Bi] = {
    "announce_results": Bi(zh="公布认定名单", en="Publish the list of results"),
    "add_stamped_scan": Bi(zh="添加盖章扫描件", en="Add a scan with the seal"),
    "arrange_stand_in": Bi(zh="安排代理", en="Arrange a stand-in"),
    "carry_out_change": Bi(zh="登记变更生效", en="Enter a change on its day"),
    "change_cluster": Bi(zh="更正集群信息", en="Correct a cluster"),
    "close_organisation": Bi(zh="关闭机构", en="Close an organisation"),
    "commit_draw": Bi(zh="公布抽签承诺", en="Commit to a draw"),
    "confirm_data": Bi(zh="确认填报数据", en="Confirm the reported data"),
    "dispute_data": Bi(zh="对填报数据提出异议", en="Dispute the reported data"),
    "correct_list": Bi(zh="更正公布的名单", en="Correct a published list"),
    "draw_boundary": Bi(zh="设定集群边界", en="Set a boundary"),
    "end_role": Bi(zh="停用角色", en="End a role"),
    "end_stand_in": Bi(zh="结束代理", en="End a stand-in"),
    "open_re_evaluation": Bi(zh="开启复评", en="Open a re-evaluation"),
    "open_re_evaluation_round": Bi(zh="开启一批复评", en="Open the re-evaluation of a cohort"),
    "report_progress": Bi(zh="填报规划完成情况", en="Report what was reached of a plan"),
    "judge_progress": Bi(zh="评定规划目标", en="Judge a goal of a plan"),
    "enter_recognition": Bi(zh="登记认定", en="Enter a recognition"),
    "import_recognition": Bi(zh="补录2023年批次认定", en="Enter a recognition of the 2023 batch"),
    "issue_certificate": Bi(zh="出具认定证书", en="Issue a certificate"),
    "set_announcement": Bi(zh="确定公布时间", en="Set the time of the announcement"),
    "enter_incident": Bi(zh="登记事故", en="Enter an incident"),
    "erase_outdated": Bi(zh="清除到期数据", en="Remove what is over its time"),
    "erase_person": Bi(zh="删除人员信息", en="Erase a person"),
    "found_organisation": Bi(zh="登记机构", en="Enter an organisation"),
    "add_expert": Bi(zh="专家入库", en="Take an expert into the pool"),
    "change_expert": Bi(zh="更改专家信息", en="Change an expert’s particulars"),
    "suspend_expert": Bi(zh="暂停专家", en="Suspend an expert"),
    "take_expert_back": Bi(zh="恢复专家", en="Take an expert back"),
    "add_tie": Bi(zh="登记利害关系", en="Enter a tie of an expert"),
    "remove_tie": Bi(zh="注销利害关系", en="Strike out a tie of an expert"),
    "set_conflict_aside": Bi(zh="排除疑似利害关系", en="Set a detected conflict aside"),
    "assign_experts": Bi(zh="分配评审专家", en="Assign experts"),
    "pick_expert": Bi(zh="选定评审专家", en="Pick an expert"),
    "open_file": Bi(zh="专家声明无利害关系", en="Declare no conflict and open a file"),
    "declare_conflict": Bi(zh="专家声明有利害关系", en="Declare a conflict"),
    "leave_file": Bi(zh="因利害关系退出评审", en="Leave a file for a tie found since"),
    "abstain": Bi(zh="专家回避", en="Abstain from a file"),
    "replace_expert": Bi(zh="更换评审专家", en="Replace an expert"),
    "remind_experts": Bi(zh="催办专家", en="Remind experts"),
    "extend_due_day": Bi(zh="延长评审期限", en="Give an expert more time"),
    "file_sheet": Bi(zh="提交专家评分", en="File a sheet of points"),
    "record_panel": Bi(zh="记录专家会议", en="Record a panel meeting"),
    "settle_tie": Bi(zh="确定并列先后", en="Settle a tie of merit"),
    "give_account": Bi(zh="开通账号", en="Give an account"),
    "change_setting": Bi(zh="更改设置", en="Change a setting"),
    "give_up_errand": Bi(zh="放弃后台任务", en="Give an errand up"),
    "retry_errand": Bi(zh="重试后台任务", en="Try an errand again"),
    "invite": Bi(zh="邀请人员", en="Invite somebody"),
    "name_inspector": Bi(zh="指定抽查人员", en="Name an inspector"),
    "new_key": Bi(zh="启用签名密钥", en="Take a signing key into use"),
    "lodge_objection": Bi(zh="提出异议", en="Lodge an objection"),
    "publish_notice": Bi(zh="发布公示名单", en="Publish a public notice"),
    "lodge_change": Bi(zh="报备重要变更", en="Report an important change"),
    "notice_difference": Bi(zh="发现与名录不一致", en="Note a difference from the register"),
    "settle_difference": Bi(zh="认定不属于变更", en="Note that a difference is no change"),
    "raise_alerts": Bi(zh="提示可能的撤销情形", en="Raise alerts"),
    "lodge_appeal": Bi(zh="提出复核申请", en="Lodge an appeal"),
    "make_dossier": Bi(zh="汇编卷宗", en="Bind a dossier"),
    "note_on_site": Bi(zh="记录现场核查", en="Note on site"),
    "open_application": Bi(zh="开始填报", en="Open an application"),
    "ask_drawn_experts": Bi(zh="按抽签顺序请专家评审", en="Ask the experts who were drawn"),
    "open_spot_check": Bi(zh="立案实地抽查", en="Open a spot check"),
    "publish_document": Bi(zh="发布规划或政策", en="Publish a plan or policy"),
    "publish_holidays": Bi(zh="发布节假日安排", en="Publish holidays"),
    "publish_round": Bi(zh="发布申报通知", en="Publish a round"),
    "register_cluster": Bi(zh="登记集群", en="Register a cluster"),
    "reply_to_finding": Bi(zh="答复核查发现", en="Reply to a finding"),
    "resend_invitation": Bi(zh="重新发送邀请", en="Send an invitation again"),
    "reveal_draw": Bi(zh="揭示抽签", en="Reveal a draw"),
    "open_examination": Bi(zh="开始审查", en="Open the examination of a round"),
    "end_completing": Bi(zh="停止接收补正", en="Take no more corrections"),
    "move_closing": Bi(zh="推迟申报截止", en="Close a round later"),
    "extend_filing": Bi(zh="为个别申报单位延期", en="Give one applicant more time"),
    "revise_notice": Bi(zh="发布申报通知修订版", en="Publish a new version of a notice"),
    "serve_letter": Bi(zh="记录送达", en="Record service"),
    "take_role": Bi(zh="接受邀请", en="Take up an invitation"),
    "withdraw_document": Bi(zh="撤回规划或政策", en="Withdraw a plan or policy"),
    "withdraw_incident": Bi(zh="撤回事故登记", en="Withdraw an incident"),
    "withdraw_invitation": Bi(zh="撤回邀请", en="Take back an invitation"),
}


def act_title(name: str, kind: str = "") -> Bi:
    """The title of an act, of a kind of proceeding if that is known; its name where it has none."""
    for table in PROCEDURES.values():
        if name in table.by_name and kind in ("", table.kind):
            return table.by_name[name].title
    return OTHER_ACTS.get(name, Bi(zh=name, en=name))
