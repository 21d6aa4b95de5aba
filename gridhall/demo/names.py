"""Fictional names: surnames by frequency, given names by sex and generation, a few rare ones."""

from itertools import accumulate
from random import Random

# Rough shares of the population in ten thousandths; the rest of the list shares what is left.
_COMMON = (
    "王 720 李 710 张 670 刘 530 陈 450 杨 300 赵 210 黄 220 周 190 吴 200 徐 150 孙 150 胡 130"
    " 朱 120 高 110 林 110 何 110 郭 110 马 100 罗 80 梁 80 宋 80 郑 90 谢 70 韩 70 唐 70 冯 60"
    " 于 60 董 60 萧 10 程 50 曹 50 袁 50 邓 60 许 60 傅 30 沈 50 曾 50 彭 50 吕 50 苏 50 卢 50"
    " 蒋 50 蔡 50 贾 40 丁 40 魏 50 薛 40 叶 40 阎 20 余 40 潘 40 杜 40 戴 30 夏 40 钟 40 汪 40"
    " 田 40 任 40 姜 40 范 40 方 40 石 40 姚 40 谭 40 廖 40 邹 40 熊 30 金 40 陆 30 郝 30 孔 20"
    " 白 30 崔 30 康 30 毛 30 邱 30 秦 30 江 30 史 30 顾 30 侯 30 邵 30 孟 30 龙 30 万 30 段 30"
    " 雷 30 钱 30 汤 30 尹 30 黎 20 易 20 常 20 武 20 乔 20 贺 20 赖 20 龚 20 文 20 庞 10 樊 10"
    " 单 5 仇 5 解 5 查 5 区 3 乐 3 盖 3 曲 15 鞠 8 矫 5 逄 5 丛 8 迟 5 隋 6 衣 3 欧阳 5"
    " 司马 1 诸葛 2 尉迟 1 上官 2 皇甫 1 令狐 1 慕容 1"
)
_SURNAMES = _COMMON.split()[::2]
_SURNAME_WEIGHTS = list(accumulate(map(int, _COMMON.split()[1::2])))

# (men, women) by the year of birth: before 1965, before 1985, since.
_GIVEN = (
    (
        "国建德福贵发财根宝海山林森荣生祥明光华振兴永成忠义信仁志学文武庆保连玉殿长喜来柱善家安平清泉",
        "秀英兰芳桂花珍凤玉梅莲珠香美云荣霞素淑爱惠春菊翠娥彩琴月金银巧贞仙芝翠华玲凤喜改俊青",
    ),
    (
        "伟强军勇杰涛磊斌波刚鹏辉超建国志华明亮峰林东海洋宁凯毅飞新民永庆文晓春雷卫红旗利维成立松",
        "丽娟艳敏静燕霞玲芳红梅娜琴萍英华雪慧莉颖洁晶晓春海丹平云洪小蓉倩媛蕾岩卫秋荣利文美瑞",
    ),
    (
        "浩宇轩子涵博文俊杰昊天一鸣泽睿辰梓铭嘉豪奕霖皓然志远思源承恩家乐晨阳瑞祺佳明立言亦舒景行沐",
        "欣怡梓涵诗雨佳琪思涵雨桐一诺可馨语嫣芷若静雯紫萱梦瑶心悦晓彤若曦依依诗婷安然静姝沐清嘉悦舒",
    ),
)
_RARE = "䶮𬭎㐂堃喆赟淼犇翀甯頔"
_RARE_SHARE = 0.004
_ALWAYS = ("䶮", "𬭎", "㐂")  # one bearer each near the head of any hall, to try fonts and search
_ABROAD = ("阿依古丽·买买提", "玛丽亚·伊万诺娃", "John Smith")


class Names:
    """Gives names; the same seed gives the same ones."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._waiting = list(_ALWAYS)

    def surname(self) -> str:
        """A surname as often as people have it."""
        return self._rng.choices(_SURNAMES, cum_weights=_SURNAME_WEIGHTS)[0]

    def given(self, sex: str, born: int) -> str:
        """A given name of its time; `born` is the year, `sex` "1" or "2"."""
        era = 0 if born < 1965 else 1 if born < 1985 else 2
        pool = _GIVEN[era][0 if sex == "1" else 1]
        length = 1 if self._rng.random() < (0.12, 0.30, 0.14)[era] else 2
        chosen = "".join(self._rng.choice(pool) for _ in range(length))
        if self._rng.random() < _RARE_SHARE:
            chosen = chosen[:-1] + self._rare()
        return chosen

    def _rare(self) -> str:
        return self._waiting.pop() if self._waiting else self._rng.choice(_RARE)

    def foreign(self) -> str:
        """A name that is not of the usual shape."""
        return self._rng.choice(_ABROAD)
