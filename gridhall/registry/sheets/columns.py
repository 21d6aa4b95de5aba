"""What an old ledger of residents may call its columns (居民台账)."""

from gridhall.exchange.rules.headings import ColumnSpec

# The carried columns come first, coarse to fine: see exchange.rules.rows.
RESIDENT_COLUMNS = (
    ColumnSpec(
        "household_number",
        "户号",
        ("户编号", "家庭编号", "户籍编号", "户口簿号", "户口本号", "户口号", "家庭户号", "户序号"),
        carry_down=True,
        example="000001",
    ),
    ColumnSpec(
        "compound",
        "小区",
        ("小区名称", "所属小区", "居住小区", "院落", "小区院落", "所在小区", "小区名"),
        carry_down=True,
        example="御景小区",
    ),
    ColumnSpec(
        "building",
        "楼栋",
        ("栋", "楼", "楼号", "栋号", "幢", "幢号", "楼幢", "楼栋号", "座"),
        carry_down=True,
        example="3",
    ),
    ColumnSpec(
        "entrance",
        "单元",
        ("单元号", "门洞", "楼门", "梯"),
        carry_down=True,
        example="2",
    ),
    ColumnSpec(
        "room",
        "室",
        ("室号", "房号", "房间号", "门牌", "门牌号", "房间", "房屋号", "户室", "户室号"),
        carry_down=True,
        example="501",
    ),
    ColumnSpec(
        "address",
        "住址",
        (
            "现住址", "家庭住址", "居住地址", "现居住地址", "详细地址", "常住地址", "居住地",
            "楼单元室", "楼栋单元室", "房屋地址", "地址", "家庭地址", "现住地址",
        ),
        carry_down=True,
        example="御景小区 3-2-501",
    ),
    ColumnSpec(
        "head_name",
        "户主姓名",
        ("户主", "户主名", "户主名字"),
        carry_down=True,
        example="张桂花",
    ),
    ColumnSpec(
        "name",
        "姓名",
        ("名字", "居民姓名", "人员姓名", "家庭成员", "成员姓名", "家庭成员姓名", "住户姓名"),
        required=True,
        example="张桂花",
    ),
    ColumnSpec("former_name", "曾用名", ("别名", "原名")),
    ColumnSpec(
        "relation",
        "与户主关系",
        ("关系", "户主关系", "与户主的关系", "户主或与户主关系", "家庭关系", "称谓", "成员关系"),
        example="户主",
    ),
    ColumnSpec("sex", "性别", example="女"),
    ColumnSpec("ethnicity", "民族", ("族别",), example="汉"),
    ColumnSpec(
        "birth_date",
        "出生日期",
        ("出生年月日", "出生年月", "出生时间", "生日", "出生"),
        example="1959-03-12",
    ),
    ColumnSpec(
        "id_number",
        "公民身份号码",
        (
            "身份证号", "身份证号码", "身份证", "公民身份证号", "公民身份证号码", "居民身份证号",
            "居民身份证号码", "证件号", "证件号码", "身份号码", "有效证件号码", "身份证件号码",
        ),
        example="370686195903120027",
    ),
    ColumnSpec("id_kind", "证件类型", ("证件种类", "证件名称")),
    ColumnSpec(
        "phone",
        "联系电话",
        (
            "电话", "手机", "手机号", "手机号码", "联系方式", "电话号码", "联系手机", "移动电话",
            "本人电话", "联系人电话",
        ),
        example="13712345521",
    ),
    ColumnSpec(
        "hukou_kind", "户籍", ("户籍状况", "户籍状态", "户籍类型", "是否本地户籍", "户籍性质")
    ),
    ColumnSpec("hukou_address", "户籍地址", ("户籍地", "户口所在地", "户籍所在地", "户口地址")),
    ColumnSpec("political_status", "政治面貌", ("政治面目", "党派"), example="群众"),
    ColumnSpec("education", "文化程度", ("学历", "受教育程度", "教育程度")),
    ColumnSpec("marital_status", "婚姻状况", ("婚姻", "婚否")),
    ColumnSpec("workplace", "工作单位", ("服务处所", "单位", "工作单位及职务", "就业单位")),
    ColumnSpec("note", "备注", ("说明", "附注", "其他")),
    ColumnSpec(
        "tags",
        "标签",
        ("人员标签", "居民标签", "人员类别", "重点人员类别", "特殊人群", "人群类别", "人群分类"),
        example="独居、低保",
    ),
    ColumnSpec("occupation", "职业", ("职业名称", "从事职业")),
    ColumnSpec("military_service", "兵役状况", ("兵役", "服兵役情况", "兵役情况")),
    ColumnSpec("birth_place", "出生地", ("出生地点",)),
    ColumnSpec("native_place", "籍贯", ("祖籍", "原籍")),
    ColumnSpec(
        "other_address",
        "本市其他住址",
        ("本市（县）其他住址", "本市县其他住址", "其他住址", "其他住所", "另有住址"),
    ),
    ColumnSpec(
        "came_to_city",
        "何时由何地迁来本市",
        ("何时由何地迁来本市（县）", "何时由何地迁来本市县", "迁来本市情况"),
    ),
    ColumnSpec("came_here", "何时由何地迁来本址", ("何时由何地迁来本住址", "迁来本址情况")),
    ColumnSpec("guardian", "监护人", ("监护人姓名",)),
    ColumnSpec("guardian_phone", "监护人电话", ("监护人联系电话", "监护人手机", "监护人联系方式")),
    ColumnSpec(
        "guardian_relation", "监护关系", ("监护人关系", "与监护人关系", "监护人与被监护人关系")
    ),
)  # fmt: skip

LABELS = {spec.key: spec.label for spec in RESIDENT_COLUMNS}
