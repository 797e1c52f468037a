"""What made-up clusters make: industries with their codes, and the words for firms, products and districts' clusters.

Codes are of GB/T 4754-2017. None of the topics is one that a recognised cluster of the city is known by.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """A dominant industry: what it is called, the codes that it covers, the firms' codes, words for their names."""

    zh: str
    en: str
    covers: tuple[str, ...]
    codes: tuple[str, ...]
    words: tuple[str, ...]
    energy_intensive: bool = False
    software: bool = False  # revenue, not output value, says how much it makes


TOPICS = (
    Topic("精密轴承", "Precision Bearings", ("345",), ("3451", "3452", "3453"), ("轴承", "精密传动", "滚动部件")),
    Topic("工业机器人", "Industrial Robots", ("3491", "3492"), ("3491", "3492"), ("机器人", "智能装备", "关节部件")),
    Topic("增材制造", "Additive Manufacturing", ("3493",), ("3493",), ("增材制造", "三维成形", "粉末成形")),
    Topic("医学影像设备", "Medical Imaging", ("358",), ("3581", "3585", "3589"), ("医学影像", "医疗器械", "诊断设备")),
    Topic("储能电池", "Energy-storage Batteries", ("384",), ("3841", "3849"), ("储能", "电池", "能源科技")),
    Topic("特种涂料", "Special Coatings", ("264",), ("2641", "2642", "2643"), ("涂料", "表面材料", "新材料"), True),
    Topic("功能膜材料", "Functional Films", ("292",), ("2921", "2922", "2929"), ("膜材料", "薄膜", "高分子")),
    Topic("冷链装备", "Cold-chain Equipment", ("3464",), ("3464",), ("制冷", "冷链装备", "温控")),
    Topic("工业应用软件", "Industrial Software", ("651",), ("6511", "6513"), ("软件", "数字科技", "信息"), False, True),
    Topic("数字内容", "Digital Content", ("657",), ("6571", "6572"), ("数字内容", "互动", "动画"), False, True),
    Topic("生物制剂", "Biologics", ("276",), ("2761", "2762"), ("生物", "生物制药", "制剂")),
    Topic("船舶配套", "Marine Equipment", ("3734",), ("3734",), ("船舶配套", "海洋装备", "动力设备")),
    Topic("航空零部件", "Aviation Components", ("374",), ("3741", "3744"), ("航空部件", "航空科技", "精密铸件")),
    Topic("光学仪器", "Optical Instruments", ("404",), ("4040",), ("光学", "光电", "镜头")),
    Topic("环保装备", "Environmental Equipment", ("3591",), ("3591",), ("环保", "环境科技", "净化设备")),
    Topic("包装印刷", "Packaging and Printing", ("231",), ("2311", "2319"), ("包装", "印刷", "印务")),
    Topic("电梯部件", "Lift Components", ("343",), ("3435", "3432"), ("电梯部件", "升降设备", "曳引机")),
    Topic("电子专用材料", "Electronic Materials", ("398",), ("3982", "3985"), ("电子材料", "电子电路", "微电子")),
    Topic("汽车热管理", "Vehicle Thermal Systems", ("3670",), ("3670",), ("汽车部件", "热管理", "汽车电器")),
    Topic("实验分析仪器", "Laboratory Instruments", ("401",), ("4011", "4014"), ("仪器", "分析仪器", "测控")),
    Topic("食品配料", "Food Ingredients", ("149",), ("1492", "1495"), ("食品配料", "食品科技", "香精")),
    Topic("高端家纺", "Home Textiles", ("177",), ("1771", "1779"), ("家纺", "纺织", "面料")),
    Topic("有色金属合金", "Non-ferrous Alloys", ("324",), ("3240",), ("合金", "金属材料", "精密带材"), True),
    Topic("工业设计", "Industrial Design", ("749",), ("7491", "7492"), ("工业设计", "设计", "创意"), False, True),
)

# Firms outside the dominant industry: code, word of the name. The first is the group that manufacturing is in.
OTHERS = (
    ("3484", "机械零部件"),
    ("3311", "金属结构"),
    ("2239", "纸制品"),
    ("5179", "机电贸易"),
    ("5810", "货运代理"),
    ("5990", "仓储"),
    ("6531", "系统集成"),
    ("7320", "工程研究"),
    ("7224", "供应链管理"),
    ("7452", "检测"),
)
UNCLASSIFIED = ("6634", "小额贷款")  # finance: outside the table of size classes

# Two of these make a brand. Made up, and marked as such wherever they stand.
SYLLABLES = (
    ("启", "Qi"),
    ("恒", "Heng"),
    ("瑞", "Rui"),
    ("晟", "Sheng"),
    ("鼎", "Ding"),
    ("澜", "Lan"),
    ("栩", "Xu"),
    ("珞", "Luo"),
    ("朔", "Shuo"),
    ("煜", "Yu"),
    ("砺", "Li"),
    ("岚", "Lan"),
    ("泓", "Hong"),
    ("峤", "Qiao"),
    ("拓", "Tuo"),
    ("睿", "Rui"),
    ("衡", "Heng"),
    ("铄", "Shuo"),
    ("旸", "Yang"),
    ("沐", "Mu"),
    ("芃", "Peng"),
    ("翊", "Yi"),
    ("骐", "Qi"),
    ("筑", "Zhu"),
    ("溯", "Su"),
    ("谦", "Qian"),
    ("韬", "Tao"),
    ("弘", "Hong"),
    ("臻", "Zhen"),
    ("祺", "Qi"),
    ("皓", "Hao"),
)


# A step that shares no factor with the number of pairs: neighbours do not look alike, and each comes once.
_STEP = 367
_PAIRS = tuple(
    (first[0] + second[0], first[1] + second[1].lower())
    for first, second in (
        (SYLLABLES[pair // len(SYLLABLES)], SYLLABLES[pair % len(SYLLABLES)])
        for pair in (number * _STEP % len(SYLLABLES) ** 2 for number in range(len(SYLLABLES) ** 2))
    )
)


def brand(number: int) -> tuple[str, str]:
    """A brand in Chinese and in letters; 961 of them, then they come round again with further syllables."""
    zh, en = _PAIRS[number % len(_PAIRS)]
    rest = number // len(_PAIRS)
    while rest:
        syllable = SYLLABLES[rest % len(SYLLABLES)]
        zh, en, rest = zh + syllable[0], en + syllable[1].lower(), rest // len(SYLLABLES)
    return zh, en


def firm_name(cluster: int, place: int, word: str) -> str:
    """A company's name, marked as fictional; neighbouring clusters start with other brands."""
    further = place // len(_PAIRS) * len(_PAIRS)
    return f"上海{brand((cluster * 131 + place) % len(_PAIRS) + further)[0]}{word}有限公司（虚构）"
