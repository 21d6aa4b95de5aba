# Generated from ui/resident_card.ui by ui/compile.py. Do not edit.
from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QFrame, QGridLayout, QHBoxLayout,
    QHeaderView, QScrollArea, QSizePolicy, QSpacerItem,
    QVBoxLayout, QWidget)

from gridhall.qt.buttons import Btn
from gridhall.qt.dates import DateEdit
from gridhall.qt.frames import (Avatar, Banner, Card)
from gridhall.qt.labels import PlainLabel
from gridhall.qt.table import Table

class Ui_ResidentCard(object):
    def setupUi(self, ResidentCard):
        if not ResidentCard.objectName():
            ResidentCard.setObjectName(u"ResidentCard")
        self.layout39 = QVBoxLayout(ResidentCard)
        self.layout39.setSpacing(0)
        self.layout39.setObjectName(u"layout39")
        self.layout39.setContentsMargins(0, 0, 0, 0)
        self.layout6 = QHBoxLayout()
        self.layout6.setSpacing(14)
        self.layout6.setObjectName(u"layout6")
        self.layout6.setContentsMargins(20, 14, 16, 0)
        self.avatar = Avatar(ResidentCard)
        self.avatar.setObjectName(u"avatar")
        self.avatar.setProperty(u"side", 52)

        self.layout6.addWidget(self.avatar)

        self.layout5 = QVBoxLayout()
        self.layout5.setSpacing(0)
        self.layout5.setObjectName(u"layout5")
        self.layout5.setContentsMargins(0, 0, 0, 0)
        self.layout2 = QHBoxLayout()
        self.layout2.setSpacing(10)
        self.layout2.setObjectName(u"layout2")
        self.layout2.setContentsMargins(0, 0, 0, 0)
        self.nameLabel = PlainLabel(ResidentCard)
        self.nameLabel.setObjectName(u"nameLabel")
        self.nameLabel.setProperty(u"role", u"xl")

        self.layout2.addWidget(self.nameLabel)

        self.chipsRow = QHBoxLayout()
        self.chipsRow.setSpacing(6)
        self.chipsRow.setObjectName(u"chipsRow")
        self.chipsRow.setContentsMargins(0, 0, 0, 0)

        self.layout2.addLayout(self.chipsRow)

        self.gap1 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout2.addItem(self.gap1)

        self.backButton = Btn(ResidentCard)
        self.backButton.setObjectName(u"backButton")
        self.backButton.setProperty(u"hint", u"Alt+\u2190")
        self.backButton.setProperty(u"kind", u"ghost")
        self.backButton.setProperty(u"glyph", u"arrow_back")

        self.layout2.addWidget(self.backButton)


        self.layout5.addLayout(self.layout2)

        self.layout4 = QHBoxLayout()
        self.layout4.setSpacing(4)
        self.layout4.setObjectName(u"layout4")
        self.layout4.setContentsMargins(0, 0, 0, 0)
        self.factsLabel = PlainLabel(ResidentCard)
        self.factsLabel.setObjectName(u"factsLabel")
        self.factsLabel.setProperty(u"role", u"sub")

        self.layout4.addWidget(self.factsLabel)

        self.revealButton = Btn(ResidentCard)
        self.revealButton.setObjectName(u"revealButton")
        self.revealButton.setProperty(u"hint", u"F7")
        self.revealButton.setProperty(u"kind", u"text")

        self.layout4.addWidget(self.revealButton)

        self.gap3 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout4.addItem(self.gap3)

        self.asAtEdit = DateEdit(ResidentCard)
        self.asAtEdit.setObjectName(u"asAtEdit")

        self.layout4.addWidget(self.asAtEdit)

        self.asAtButton = Btn(ResidentCard)
        self.asAtButton.setObjectName(u"asAtButton")
        self.asAtButton.setProperty(u"hint", u"Alt+D")
        self.asAtButton.setProperty(u"kind", u"text")
        self.asAtButton.setProperty(u"glyph", u"event")

        self.layout4.addWidget(self.asAtButton)


        self.layout5.addLayout(self.layout4)


        self.layout6.addLayout(self.layout5)

        self.layout6.setStretch(1, 1)

        self.layout39.addLayout(self.layout6)

        self.layout8 = QHBoxLayout()
        self.layout8.setSpacing(8)
        self.layout8.setObjectName(u"layout8")
        self.layout8.setContentsMargins(20, 8, 16, 12)
        self.caseButton = Btn(ResidentCard)
        self.caseButton.setObjectName(u"caseButton")
        self.caseButton.setProperty(u"hint", u"F2")
        self.caseButton.setProperty(u"kind", u"primary")
        self.caseButton.setProperty(u"glyph", u"add")

        self.layout8.addWidget(self.caseButton)

        self.transferButton = Btn(ResidentCard)
        self.transferButton.setObjectName(u"transferButton")
        self.transferButton.setProperty(u"hint", u"Ctrl+M")
        self.transferButton.setProperty(u"glyph", u"swap_horiz")

        self.layout8.addWidget(self.transferButton)

        self.editButton = Btn(ResidentCard)
        self.editButton.setObjectName(u"editButton")
        self.editButton.setProperty(u"hint", u"Ctrl+E")
        self.editButton.setProperty(u"glyph", u"edit")

        self.layout8.addWidget(self.editButton)

        self.changeButton = Btn(ResidentCard)
        self.changeButton.setObjectName(u"changeButton")
        self.changeButton.setProperty(u"hint", u"Ctrl+J")
        self.changeButton.setProperty(u"glyph", u"person_edit")

        self.layout8.addWidget(self.changeButton)

        self.gap7 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout8.addItem(self.gap7)


        self.layout39.addLayout(self.layout8)

        self.line9 = QFrame(ResidentCard)
        self.line9.setObjectName(u"line9")
        self.line9.setProperty(u"line", u"h")

        self.layout39.addWidget(self.line9)

        self.cardArea = QScrollArea(ResidentCard)
        self.cardArea.setObjectName(u"cardArea")
        self.cardArea.setFrameShape(QFrame.Shape.NoFrame)
        self.cardArea.setWidgetResizable(True)
        self.cardArea.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cardArea.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cardBody = QWidget()
        self.cardBody.setObjectName(u"cardBody")
        self.layout38 = QVBoxLayout(self.cardBody)
        self.layout38.setSpacing(8)
        self.layout38.setObjectName(u"layout38")
        self.layout38.setContentsMargins(20, 12, 20, 8)
        self.stateBanner = Banner(self.cardBody)
        self.stateBanner.setObjectName(u"stateBanner")

        self.layout38.addWidget(self.stateBanner)

        self.guardianBanner = Banner(self.cardBody)
        self.guardianBanner.setObjectName(u"guardianBanner")

        self.layout38.addWidget(self.guardianBanner)

        self.layout24 = QHBoxLayout()
        self.layout24.setSpacing(12)
        self.layout24.setObjectName(u"layout24")
        self.layout24.setContentsMargins(0, 0, 0, 0)
        self.card16 = Card(self.cardBody)
        self.card16.setObjectName(u"card16")
        self.card16.setProperty(u"card", u"soft")
        self.layout15 = QGridLayout(self.card16)
        self.layout15.setObjectName(u"layout15")
        self.layout15.setHorizontalSpacing(8)
        self.layout15.setVerticalSpacing(4)
        self.layout15.setContentsMargins(14, 8, 14, 8)
        self.plainlabel10 = PlainLabel(self.card16)
        self.plainlabel10.setObjectName(u"plainlabel10")
        self.plainlabel10.setProperty(u"role", u"b")

        self.layout15.addWidget(self.plainlabel10, 0, 0, 1, 2)

        self.plainlabel11 = PlainLabel(self.card16)
        self.plainlabel11.setObjectName(u"plainlabel11")
        self.plainlabel11.setProperty(u"role", u"label")
        self.plainlabel11.setMinimumSize(QSize(64, 0))
        self.plainlabel11.setMaximumSize(QSize(64, 16777215))

        self.layout15.addWidget(self.plainlabel11, 1, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.hukouAddressLabel = PlainLabel(self.card16)
        self.hukouAddressLabel.setObjectName(u"hukouAddressLabel")
        self.hukouAddressLabel.setWordWrap(True)

        self.layout15.addWidget(self.hukouAddressLabel, 1, 1, 1, 1)

        self.plainlabel12 = PlainLabel(self.card16)
        self.plainlabel12.setObjectName(u"plainlabel12")
        self.plainlabel12.setProperty(u"role", u"label")
        self.plainlabel12.setMinimumSize(QSize(64, 0))
        self.plainlabel12.setMaximumSize(QSize(64, 16777215))

        self.layout15.addWidget(self.plainlabel12, 2, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.homeLabel = PlainLabel(self.card16)
        self.homeLabel.setObjectName(u"homeLabel")
        self.homeLabel.setWordWrap(True)

        self.layout15.addWidget(self.homeLabel, 2, 1, 1, 1)

        self.plainlabel13 = PlainLabel(self.card16)
        self.plainlabel13.setObjectName(u"plainlabel13")
        self.plainlabel13.setProperty(u"role", u"label")
        self.plainlabel13.setMinimumSize(QSize(64, 0))
        self.plainlabel13.setMaximumSize(QSize(64, 16777215))

        self.layout15.addWidget(self.plainlabel13, 3, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.sinceLabel = PlainLabel(self.card16)
        self.sinceLabel.setObjectName(u"sinceLabel")
        self.sinceLabel.setWordWrap(True)

        self.layout15.addWidget(self.sinceLabel, 3, 1, 1, 1)

        self.plainlabel14 = PlainLabel(self.card16)
        self.plainlabel14.setObjectName(u"plainlabel14")
        self.plainlabel14.setProperty(u"role", u"label")
        self.plainlabel14.setMinimumSize(QSize(64, 0))
        self.plainlabel14.setMaximumSize(QSize(64, 16777215))

        self.layout15.addWidget(self.plainlabel14, 4, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.hukouLabel = PlainLabel(self.card16)
        self.hukouLabel.setObjectName(u"hukouLabel")
        self.hukouLabel.setWordWrap(True)

        self.layout15.addWidget(self.hukouLabel, 4, 1, 1, 1)

        self.layout15.setColumnStretch(1, 1)

        self.layout24.addWidget(self.card16)

        self.card23 = Card(self.cardBody)
        self.card23.setObjectName(u"card23")
        self.card23.setProperty(u"card", u"soft")
        self.layout22 = QGridLayout(self.card23)
        self.layout22.setObjectName(u"layout22")
        self.layout22.setHorizontalSpacing(8)
        self.layout22.setVerticalSpacing(4)
        self.layout22.setContentsMargins(14, 8, 14, 8)
        self.plainlabel17 = PlainLabel(self.card23)
        self.plainlabel17.setObjectName(u"plainlabel17")
        self.plainlabel17.setProperty(u"role", u"b")

        self.layout22.addWidget(self.plainlabel17, 0, 0, 1, 2)

        self.plainlabel18 = PlainLabel(self.card23)
        self.plainlabel18.setObjectName(u"plainlabel18")
        self.plainlabel18.setProperty(u"role", u"label")
        self.plainlabel18.setMinimumSize(QSize(64, 0))
        self.plainlabel18.setMaximumSize(QSize(64, 16777215))

        self.layout22.addWidget(self.plainlabel18, 1, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.phoneLabel = PlainLabel(self.card23)
        self.phoneLabel.setObjectName(u"phoneLabel")
        self.phoneLabel.setWordWrap(True)

        self.layout22.addWidget(self.phoneLabel, 1, 1, 1, 1)

        self.plainlabel19 = PlainLabel(self.card23)
        self.plainlabel19.setObjectName(u"plainlabel19")
        self.plainlabel19.setProperty(u"role", u"label")
        self.plainlabel19.setMinimumSize(QSize(64, 0))
        self.plainlabel19.setMaximumSize(QSize(64, 16777215))

        self.layout22.addWidget(self.plainlabel19, 2, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.gridLabel = PlainLabel(self.card23)
        self.gridLabel.setObjectName(u"gridLabel")
        self.gridLabel.setWordWrap(True)

        self.layout22.addWidget(self.gridLabel, 2, 1, 1, 1)

        self.plainlabel20 = PlainLabel(self.card23)
        self.plainlabel20.setObjectName(u"plainlabel20")
        self.plainlabel20.setProperty(u"role", u"label")
        self.plainlabel20.setMinimumSize(QSize(64, 0))
        self.plainlabel20.setMaximumSize(QSize(64, 16777215))

        self.layout22.addWidget(self.plainlabel20, 3, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.partyLabel = PlainLabel(self.card23)
        self.partyLabel.setObjectName(u"partyLabel")
        self.partyLabel.setWordWrap(True)

        self.layout22.addWidget(self.partyLabel, 3, 1, 1, 1)

        self.plainlabel21 = PlainLabel(self.card23)
        self.plainlabel21.setObjectName(u"plainlabel21")
        self.plainlabel21.setProperty(u"role", u"label")
        self.plainlabel21.setMinimumSize(QSize(64, 0))
        self.plainlabel21.setMaximumSize(QSize(64, 16777215))

        self.layout22.addWidget(self.plainlabel21, 4, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.aboutLabel = PlainLabel(self.card23)
        self.aboutLabel.setObjectName(u"aboutLabel")
        self.aboutLabel.setWordWrap(True)

        self.layout22.addWidget(self.aboutLabel, 4, 1, 1, 1)

        self.layout22.setColumnStretch(1, 1)

        self.layout24.addWidget(self.card23)

        self.layout24.setStretch(0, 1)
        self.layout24.setStretch(1, 1)

        self.layout38.addLayout(self.layout24)

        self.tagsPart = QWidget(self.cardBody)
        self.tagsPart.setObjectName(u"tagsPart")
        self.layout101 = QHBoxLayout(self.tagsPart)
        self.layout101.setSpacing(8)
        self.layout101.setObjectName(u"layout101")
        self.layout101.setContentsMargins(0, 0, 0, 0)
        self.layout101Title = PlainLabel(self.tagsPart)
        self.layout101Title.setObjectName(u"layout101Title")
        self.layout101Title.setProperty(u"role", u"b")

        self.layout101.addWidget(self.layout101Title)

        self.tagsRow = QHBoxLayout()
        self.tagsRow.setSpacing(6)
        self.tagsRow.setObjectName(u"tagsRow")
        self.tagsRow.setContentsMargins(0, 0, 0, 0)

        self.layout101.addLayout(self.tagsRow)

        self.gap101 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout101.addItem(self.gap101)

        self.tagsButton = Btn(self.tagsPart)
        self.tagsButton.setObjectName(u"tagsButton")
        self.tagsButton.setProperty(u"hint", u"Alt+T")
        self.tagsButton.setProperty(u"kind", u"text")

        self.layout101.addWidget(self.tagsButton)


        self.layout38.addWidget(self.tagsPart)

        self.guardianPart = QWidget(self.cardBody)
        self.guardianPart.setObjectName(u"guardianPart")
        self.layout102 = QHBoxLayout(self.guardianPart)
        self.layout102.setSpacing(8)
        self.layout102.setObjectName(u"layout102")
        self.layout102.setContentsMargins(0, 0, 0, 0)
        self.layout102Title = PlainLabel(self.guardianPart)
        self.layout102Title.setObjectName(u"layout102Title")
        self.layout102Title.setProperty(u"role", u"b")

        self.layout102.addWidget(self.layout102Title)

        self.guardianLabel = PlainLabel(self.guardianPart)
        self.guardianLabel.setObjectName(u"guardianLabel")
        self.guardianLabel.setWordWrap(True)

        self.layout102.addWidget(self.guardianLabel)

        self.gap102 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout102.addItem(self.gap102)

        self.guardianButton = Btn(self.guardianPart)
        self.guardianButton.setObjectName(u"guardianButton")
        self.guardianButton.setProperty(u"hint", u"Alt+G")
        self.guardianButton.setProperty(u"kind", u"text")

        self.layout102.addWidget(self.guardianButton)


        self.layout38.addWidget(self.guardianPart)

        self.moreLabel = PlainLabel(self.cardBody)
        self.moreLabel.setObjectName(u"moreLabel")
        self.moreLabel.setWordWrap(True)
        self.moreLabel.setProperty(u"role", u"sub")

        self.layout38.addWidget(self.moreLabel)

        self.layout25 = QHBoxLayout()
        self.layout25.setSpacing(0)
        self.layout25.setObjectName(u"layout25")
        self.layout25.setContentsMargins(0, 0, 0, 0)
        self.noteLabel = PlainLabel(self.cardBody)
        self.noteLabel.setObjectName(u"noteLabel")
        self.noteLabel.setWordWrap(True)
        self.noteLabel.setProperty(u"role", u"sub")

        self.layout25.addWidget(self.noteLabel)


        self.layout38.addLayout(self.layout25)

        self.layout28 = QHBoxLayout()
        self.layout28.setSpacing(8)
        self.layout28.setObjectName(u"layout28")
        self.layout28.setContentsMargins(0, 0, 0, 0)
        self.plainlabel26 = PlainLabel(self.cardBody)
        self.plainlabel26.setObjectName(u"plainlabel26")
        self.plainlabel26.setProperty(u"role", u"b")

        self.layout28.addWidget(self.plainlabel26)

        self.householdLabel = PlainLabel(self.cardBody)
        self.householdLabel.setObjectName(u"householdLabel")
        self.householdLabel.setProperty(u"role", u"meta")

        self.layout28.addWidget(self.householdLabel)

        self.gap27 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout28.addItem(self.gap27)

        self.headButton = Btn(self.cardBody)
        self.headButton.setObjectName(u"headButton")
        self.headButton.setProperty(u"kind", u"text")
        self.headButton.setProperty(u"secondary", True)

        self.layout28.addWidget(self.headButton)

        self.addButton = Btn(self.cardBody)
        self.addButton.setObjectName(u"addButton")
        self.addButton.setProperty(u"hint", u"Alt+A")
        self.addButton.setProperty(u"kind", u"text")

        self.layout28.addWidget(self.addButton)


        self.layout38.addLayout(self.layout28)

        self.membersTable = Table(self.cardBody)
        self.membersTable.setObjectName(u"membersTable")
        self.membersTable.setProperty(u"rowPx", 32)

        self.layout38.addWidget(self.membersTable)

        self.mattersPart = QWidget(self.cardBody)
        self.mattersPart.setObjectName(u"mattersPart")
        self.layout32 = QVBoxLayout(self.mattersPart)
        self.layout32.setSpacing(3)
        self.layout32.setObjectName(u"layout32")
        self.layout32.setContentsMargins(0, 0, 0, 0)
        self.layout31 = QHBoxLayout()
        self.layout31.setSpacing(8)
        self.layout31.setObjectName(u"layout31")
        self.layout31.setContentsMargins(0, 0, 0, 0)
        self.plainlabel29 = PlainLabel(self.mattersPart)
        self.plainlabel29.setObjectName(u"plainlabel29")
        self.plainlabel29.setProperty(u"role", u"b")

        self.layout31.addWidget(self.plainlabel29)

        self.gap30 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout31.addItem(self.gap30)


        self.layout32.addLayout(self.layout31)

        self.mattersColumn = QVBoxLayout()
        self.mattersColumn.setSpacing(3)
        self.mattersColumn.setObjectName(u"mattersColumn")
        self.mattersColumn.setContentsMargins(0, 0, 0, 0)

        self.layout32.addLayout(self.mattersColumn)


        self.layout38.addWidget(self.mattersPart)

        self.eventsPart = QWidget(self.cardBody)
        self.eventsPart.setObjectName(u"eventsPart")
        self.layout36 = QVBoxLayout(self.eventsPart)
        self.layout36.setSpacing(3)
        self.layout36.setObjectName(u"layout36")
        self.layout36.setContentsMargins(0, 0, 0, 0)
        self.layout35 = QHBoxLayout()
        self.layout35.setSpacing(8)
        self.layout35.setObjectName(u"layout35")
        self.layout35.setContentsMargins(0, 0, 0, 0)
        self.plainlabel33 = PlainLabel(self.eventsPart)
        self.plainlabel33.setObjectName(u"plainlabel33")
        self.plainlabel33.setProperty(u"role", u"b")

        self.layout35.addWidget(self.plainlabel33)

        self.gap34 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout35.addItem(self.gap34)

        self.privacyButton = Btn(self.eventsPart)
        self.privacyButton.setObjectName(u"privacyButton")
        self.privacyButton.setProperty(u"hint", u"Alt+I")
        self.privacyButton.setProperty(u"kind", u"text")

        self.layout35.addWidget(self.privacyButton)

        self.historyButton = Btn(self.eventsPart)
        self.historyButton.setObjectName(u"historyButton")
        self.historyButton.setProperty(u"hint", u"Ctrl+H")
        self.historyButton.setProperty(u"kind", u"text")

        self.layout35.addWidget(self.historyButton)


        self.layout36.addLayout(self.layout35)

        self.eventsColumn = QVBoxLayout()
        self.eventsColumn.setSpacing(3)
        self.eventsColumn.setObjectName(u"eventsColumn")
        self.eventsColumn.setContentsMargins(0, 0, 0, 0)

        self.layout36.addLayout(self.eventsColumn)


        self.layout38.addWidget(self.eventsPart)

        self.gap37 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout38.addItem(self.gap37)

        self.cardArea.setWidget(self.cardBody)

        self.layout39.addWidget(self.cardArea)

        self.layout39.setStretch(3, 1)

        self.retranslateUi(ResidentCard)

        QMetaObject.connectSlotsByName(ResidentCard)
    # setupUi

    def retranslateUi(self, ResidentCard):
        self.nameLabel.setText("")
        self.backButton.setText(QCoreApplication.translate("ResidentCard", u"\u8fd4\u56de\u5217\u8868", None))
        self.factsLabel.setText("")
        self.revealButton.setText(QCoreApplication.translate("ResidentCard", u"\u663e\u793a", None))
#if QT_CONFIG(accessibility)
        self.asAtEdit.setAccessibleName(QCoreApplication.translate("ResidentCard", u"\u770b\u54ea\u4e00\u5929\u7684\u6837\u5b50", None))
#endif // QT_CONFIG(accessibility)
        self.asAtButton.setText(QCoreApplication.translate("ResidentCard", u"\u770b\u67d0\u4e00\u5929", None))
        self.caseButton.setText(QCoreApplication.translate("ResidentCard", u"\u65b0\u5efa\u5de5\u5355", None))
        self.transferButton.setText(QCoreApplication.translate("ResidentCard", u"\u6237\u7c4d\u8fc1\u79fb", None))
        self.editButton.setText(QCoreApplication.translate("ResidentCard", u"\u4fee\u6539", None))
        self.changeButton.setText(QCoreApplication.translate("ResidentCard", u"\u767b\u8bb0\u53d8\u52a8", None))
        self.plainlabel10.setText(QCoreApplication.translate("ResidentCard", u"\u6237\u7c4d\u4e0e\u5c45\u4f4f", None))
        self.plainlabel11.setText(QCoreApplication.translate("ResidentCard", u"\u6237\u7c4d\u5730\u5740", None))
        self.hukouAddressLabel.setText("")
        self.plainlabel12.setText(QCoreApplication.translate("ResidentCard", u"\u73b0\u4f4f\u5730\u5740", None))
        self.homeLabel.setText("")
        self.plainlabel13.setText(QCoreApplication.translate("ResidentCard", u"\u5165\u4f4f\u65e5\u671f", None))
        self.sinceLabel.setText("")
        self.plainlabel14.setText(QCoreApplication.translate("ResidentCard", u"\u6237\u7c4d\u72b6\u6001", None))
        self.hukouLabel.setText("")
        self.plainlabel17.setText(QCoreApplication.translate("ResidentCard", u"\u8054\u7cfb\u4e0e\u5f52\u5c5e", None))
        self.plainlabel18.setText(QCoreApplication.translate("ResidentCard", u"\u8054\u7cfb\u7535\u8bdd", None))
        self.phoneLabel.setText("")
        self.plainlabel19.setText(QCoreApplication.translate("ResidentCard", u"\u6240\u5c5e\u7f51\u683c", None))
        self.gridLabel.setText("")
        self.plainlabel20.setText(QCoreApplication.translate("ResidentCard", u"\u653f\u6cbb\u9762\u8c8c", None))
        self.partyLabel.setText("")
        self.plainlabel21.setText(QCoreApplication.translate("ResidentCard", u"\u57fa\u672c\u60c5\u51b5", None))
        self.aboutLabel.setText("")
        self.layout101Title.setText(QCoreApplication.translate("ResidentCard", u"\u6807\u7b7e", None))
        self.tagsButton.setText(QCoreApplication.translate("ResidentCard", u"\u6539\u6807\u7b7e", None))
        self.layout102Title.setText(QCoreApplication.translate("ResidentCard", u"\u76d1\u62a4\u4eba", None))
        self.guardianLabel.setText("")
        self.guardianButton.setText(QCoreApplication.translate("ResidentCard", u"\u767b\u8bb0\u76d1\u62a4\u4eba", None))
        self.moreLabel.setText("")
        self.noteLabel.setText("")
        self.plainlabel26.setText(QCoreApplication.translate("ResidentCard", u"\u672c\u6237\u6210\u5458", None))
        self.householdLabel.setText("")
        self.headButton.setText(QCoreApplication.translate("ResidentCard", u"\u6362\u6237\u4e3b", None))
        self.addButton.setText(QCoreApplication.translate("ResidentCard", u"\u6dfb\u52a0\u6210\u5458", None))
#if QT_CONFIG(accessibility)
        self.membersTable.setAccessibleName(QCoreApplication.translate("ResidentCard", u"\u672c\u6237\u6210\u5458", None))
#endif // QT_CONFIG(accessibility)
        self.plainlabel29.setText(QCoreApplication.translate("ResidentCard", u"\u6700\u8fd1\u4e8b\u9879", None))
        self.plainlabel33.setText(QCoreApplication.translate("ResidentCard", u"\u6863\u6848\u8bb0\u5f55", None))
        self.privacyButton.setText(QCoreApplication.translate("ResidentCard", u"\u4e2a\u4eba\u4fe1\u606f", None))
        self.historyButton.setText(QCoreApplication.translate("ResidentCard", u"\u5168\u90e8\u8bb0\u5f55", None))
        pass
    # retranslateUi
