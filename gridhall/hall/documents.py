"""The sheet with the recovery code (恢复码), to be sealed in an envelope."""

from datetime import date

from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day, draw

_HEADINGS = ("第 1 组", "第 2 组", "第 3 组", "第 4 组", "第 5 组", "第 6 组")


def recovery_sheet(hall_name: str, code: str, day: date) -> bytes:
    """The code in its six groups, for paper only: no QR, for a picture of one opens the hall."""
    groups = tuple(code.split("-"))
    return draw(
        BusinessForm(
            title="大厅恢复码",
            number="",
            addressee="",
            paragraphs=(
                "所有操作员都忘记密码时，凭这张纸可以给操作员换一个新密码，资料不会变。"
                "请核对无误后装入信封封好，由负责人锁进保险柜。",
                "拿到这张纸的人就能打开大厅：不要拍照，不要复印，不要和电脑放在一起。"
                "另制恢复码以后，这一张立即失效，请当场销毁。",
            ),
            facts=(("大厅", hall_name), ("制作日期", chinese_day(day))),
            table=Table(_HEADINGS, (1.0,) * len(groups), (groups,)),
            closing=Closing(
                hall_name, chinese_day(day), ("保管人：", "封存日期：", "启封人："), seal=False
            ),
            footnotes=(
                "恢复码只有数字和大写字母，没有字母 I、L、O、U；组与组之间的短横可以不输。",
                "输入的地方：登录页“忘记密码”。",
            ),
        )
    )
