"""The Chinese words of the register: hukou, events, kinds of household, check rules."""

FIELDS = {
    "id_number": "证件号",
    "name": "姓名",
    "sex": "性别",
    "birth_date": "出生日期",
    "phone": "电话",
    "address": "住址",
    "relation": "与户主关系",
    "hukou_kind": "户籍状态",
    "hukou_address": "户籍地址",
    "former_name": "曾用名",
    "ethnicity": "民族",
    "education": "文化程度",
    "marital_status": "婚姻状况",
    "political_status": "政治面貌",
    "workplace": "服务处所",
    "note": "备注",
}

HUKOU_KINDS = {"local": "本地户籍", "outside": "外地户籍", "unknown": "户籍待核"}

HOUSEHOLD_KINDS = {"family": "家庭户", "collective": "集体户"}

EVENTS = {
    "registered": "登记",
    "imported": "导入名册",
    "corrected": "更正",
    "joined": "入户",
    "left": "离户",
    "moved": "搬家",
    "head_changed": "换户主",
    "died": "去世",
}

PROBLEMS = {
    "household.no_head": "在册的户没有户主",
    "household.two_heads": "一户有两位户主",
    "household.empty": "在册的户没有成员",
    "membership.overlap": "同一个人同时在两户",
    "membership.order": "离户早于入户",
    "person.number": "证件号校验不过",
    "person.birth": "出生日期与证件号不一致",
    "person.sex": "性别与证件号不一致",
    "relation.sex": "与户主关系和性别对不上",
    "relation.age": "与户主关系和年龄对不上",
    "dwelling.no_grid": "住着人的房屋没有划进网格",
    "search.residents": "搜索里的居民与登记不一致",
    "search.households": "搜索里的户与登记不一致",
}


def event_label(kind: str) -> str:
    """An event as the card shows it; one of a later version shows its code."""
    return EVENTS.get(kind, kind)


def head_title(name: str) -> str:
    """A household named by its head, as the search shows it."""
    return f"{name}户" if name else "无户主的户"
