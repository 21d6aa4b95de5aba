"""What a ledger of moves may call its columns (变动名册)."""

from gridhall.exchange.rules.headings import ColumnSpec

MOVE_COLUMNS = (
    ColumnSpec(
        "kind",
        "变动类别",
        ("变动类型", "变动种类", "变动事项", "变动", "异动类别", "迁移类别", "迁移类型", "类别"),
        required=True,
        example="迁入",
    ),
    ColumnSpec(
        "happened_on",
        "发生日期",
        ("变动日期", "变动时间", "发生时间", "日期", "迁移日期", "迁入日期", "迁出日期"),
        required=True,
        example="2026-03-01",
    ),
    ColumnSpec("name", "姓名", ("名字", "居民姓名", "变动人", "变动人姓名"), example="张桂花"),
    ColumnSpec(
        "id_number",
        "公民身份号码",
        (
            "身份证号", "身份证号码", "身份证", "公民身份证号", "居民身份证号", "证件号",
            "证件号码", "身份号码", "居民身份证号码", "公民身份证号码",
        ),
        example="370686195903120027",
    ),
    ColumnSpec("birth_date", "出生日期", ("出生年月日", "出生年月", "生日")),
    ColumnSpec("sex", "性别"),
    ColumnSpec("phone", "联系电话", ("电话", "手机", "手机号", "手机号码", "联系方式")),
    ColumnSpec("household_number", "户号", ("原户号", "现户号", "户编号")),
    ColumnSpec("reported_on", "申报日期", ("登记日期", "申报时间", "报告日期", "登记时间")),
    ColumnSpec(
        "elsewhere",
        "迁往/迁自",
        (
            "迁往", "迁自", "迁往地", "迁来地", "迁往地址", "迁自地址", "迁往何地", "何地迁来",
            "去向", "来源地", "迁出地", "迁往迁自地址",
        ),
    ),
    ColumnSpec("new_household", "新户号", ("迁入户号", "入户户号", "现在户号")),
    ColumnSpec(
        "new_address", "新住址", ("迁入住址", "迁入地址", "新地址", "现住址", "住址", "地址")
    ),
    ColumnSpec("relation", "与户主关系", ("关系", "与户主的关系", "与新户主关系")),
    ColumnSpec("new_head", "新户主", ("接任户主", "变更后户主", "新户主姓名")),
    ColumnSpec("new_name", "新姓名", ("变更后姓名", "更改后姓名", "改后姓名", "改名为", "新名")),
    ColumnSpec("reason", "原因", ("变动原因", "迁移原因", "事由", "备注")),
    ColumnSpec("paper", "凭证", ("依据", "材料", "凭证材料", "证明材料", "凭据")),
)  # fmt: skip

LABELS = {spec.key: spec.label for spec in MOVE_COLUMNS}

_WORDS = {
    "moved_in": "迁入 迁来 市外迁入 省外迁入 外地迁入 转入 户口迁入",
    "married_in": "婚迁 婚迁入 结婚迁入 婚入",
    "adopted": "收养 收养入户",
    "born": "出生 新生 新生儿 出生登记 出生入户",
    "moved_out": "迁出 迁走 迁往市外 外迁 转出 户口迁出",
    "died": "死亡 去世 死亡注销 亡故 病故",
    "moved_inside": "社区内迁移 内部迁移 本社区内迁移 社区内迁 户内迁移 区内迁移",
    "moved": "整户搬迁 全户搬迁 搬家 整户迁移",
    "split": "分户 分户立户",
    "merged": "并户",
    "head_changed": "换户主 变更户主 户主变更 更换户主",
    "name_changed": "改名 姓名变更 变更姓名 更改姓名 更名",
}
KINDS = {word: kind for kind, words in _WORDS.items() for word in words.split()}
KIND_WORDS = "、".join(words.split()[0] for words in _WORDS.values())
