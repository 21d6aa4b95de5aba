# Generated from ui/case_card.ui by ui/compile.py. Do not edit.
from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QFrame, QHBoxLayout, QScrollArea,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)

from gridhall.qt.buttons import Btn
from gridhall.qt.frames import (Avatar, Card)
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import PlainLabel

class Ui_CaseCard(object):
    def setupUi(self, CaseCard):
        if not CaseCard.objectName():
            CaseCard.setObjectName(u"CaseCard")
        self.layout3 = QVBoxLayout(CaseCard)
        self.layout3.setSpacing(0)
        self.layout3.setObjectName(u"layout3")
        self.layout3.setContentsMargins(0, 0, 0, 0)
        self.layout4 = QHBoxLayout()
        self.layout4.setSpacing(8)
        self.layout4.setObjectName(u"layout4")
        self.layout4.setContentsMargins(16, 6, 8, 6)
        self.cardIcon = IconLabel(CaseCard)
        self.cardIcon.setObjectName(u"cardIcon")

        self.layout4.addWidget(self.cardIcon)

        self.numberLabel = PlainLabel(CaseCard)
        self.numberLabel.setObjectName(u"numberLabel")
        self.numberLabel.setProperty(u"role", u"md")

        self.layout4.addWidget(self.numberLabel)

        self.stateChip = PlainLabel(CaseCard)
        self.stateChip.setObjectName(u"stateChip")
        self.stateChip.setProperty(u"chip", u"grey")

        self.layout4.addWidget(self.stateChip)

        self.gap5 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout4.addItem(self.gap5)

        self.closeButton = Btn(CaseCard)
        self.closeButton.setObjectName(u"closeButton")
        self.closeButton.setProperty(u"hint", u"Esc")
        self.closeButton.setProperty(u"kind", u"ghost")

        self.layout4.addWidget(self.closeButton)


        self.layout3.addLayout(self.layout4)

        self.qframe1 = QFrame(CaseCard)
        self.qframe1.setObjectName(u"qframe1")
        self.qframe1.setProperty(u"line", u"h")

        self.layout3.addWidget(self.qframe1)

        self.cardArea = QScrollArea(CaseCard)
        self.cardArea.setObjectName(u"cardArea")
        self.cardArea.setFrameShape(QFrame.Shape.NoFrame)
        self.cardArea.setWidgetResizable(True)
        self.cardArea.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cardArea.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cardBody = QWidget()
        self.cardBody.setObjectName(u"cardBody")
        self.layout6 = QVBoxLayout(self.cardBody)
        self.layout6.setSpacing(9)
        self.layout6.setObjectName(u"layout6")
        self.layout6.setContentsMargins(16, 12, 16, 8)
        self.matterLabel = PlainLabel(self.cardBody)
        self.matterLabel.setObjectName(u"matterLabel")
        self.matterLabel.setProperty(u"role", u"lg")
        self.matterLabel.setWordWrap(True)

        self.layout6.addWidget(self.matterLabel)

        self.layout7 = QHBoxLayout()
        self.layout7.setSpacing(6)
        self.layout7.setObjectName(u"layout7")
        self.layout7.setContentsMargins(0, 0, 0, 0)
        self.dueIcon = IconLabel(self.cardBody)
        self.dueIcon.setObjectName(u"dueIcon")

        self.layout7.addWidget(self.dueIcon)

        self.dueLabel = PlainLabel(self.cardBody)
        self.dueLabel.setObjectName(u"dueLabel")
        self.dueLabel.setProperty(u"role", u"b")

        self.layout7.addWidget(self.dueLabel)

        self.dueFacts = PlainLabel(self.cardBody)
        self.dueFacts.setObjectName(u"dueFacts")
        self.dueFacts.setProperty(u"role", u"meta")

        self.layout7.addWidget(self.dueFacts)

        self.gap8 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout7.addItem(self.gap8)


        self.layout6.addLayout(self.layout7)

        self.chipsArea = QWidget(self.cardBody)
        self.chipsArea.setObjectName(u"chipsArea")
        self.chipsColumn = QVBoxLayout(self.chipsArea)
        self.chipsColumn.setSpacing(4)
        self.chipsColumn.setObjectName(u"chipsColumn")
        self.chipsColumn.setContentsMargins(0, 0, 0, 0)

        self.layout6.addWidget(self.chipsArea)

        self.applicantCard = Card(self.cardBody)
        self.applicantCard.setObjectName(u"applicantCard")
        self.applicantCard.setProperty(u"card", u"soft")
        self.layout9 = QHBoxLayout(self.applicantCard)
        self.layout9.setSpacing(10)
        self.layout9.setObjectName(u"layout9")
        self.layout9.setContentsMargins(10, 6, 10, 6)
        self.applicantAvatar = Avatar(self.applicantCard)
        self.applicantAvatar.setObjectName(u"applicantAvatar")

        self.layout9.addWidget(self.applicantAvatar)

        self.layout10 = QVBoxLayout()
        self.layout10.setSpacing(0)
        self.layout10.setObjectName(u"layout10")
        self.layout10.setContentsMargins(0, 0, 0, 0)
        self.layout11 = QHBoxLayout()
        self.layout11.setSpacing(6)
        self.layout11.setObjectName(u"layout11")
        self.layout11.setContentsMargins(0, 0, 0, 0)
        self.applicantLabel = PlainLabel(self.applicantCard)
        self.applicantLabel.setObjectName(u"applicantLabel")
        self.applicantLabel.setProperty(u"role", u"b")

        self.layout11.addWidget(self.applicantLabel)

        self.applicantFacts = PlainLabel(self.applicantCard)
        self.applicantFacts.setObjectName(u"applicantFacts")
        self.applicantFacts.setProperty(u"role", u"meta")

        self.layout11.addWidget(self.applicantFacts)

        self.gap12 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout11.addItem(self.gap12)


        self.layout10.addLayout(self.layout11)

        self.phoneLabel = PlainLabel(self.applicantCard)
        self.phoneLabel.setObjectName(u"phoneLabel")
        self.phoneLabel.setProperty(u"role", u"meta")

        self.layout10.addWidget(self.phoneLabel)

        self.agentLabel = PlainLabel(self.applicantCard)
        self.agentLabel.setObjectName(u"agentLabel")
        self.agentLabel.setProperty(u"role", u"meta")
        self.agentLabel.setWordWrap(True)

        self.layout10.addWidget(self.agentLabel)


        self.layout9.addLayout(self.layout10)

        self.residentButton = Btn(self.applicantCard)
        self.residentButton.setObjectName(u"residentButton")
        self.residentButton.setProperty(u"kind", u"text")

        self.layout9.addWidget(self.residentButton)

        self.layout9.setStretch(1, 1)

        self.layout6.addWidget(self.applicantCard)

        self.clerksLabel = PlainLabel(self.cardBody)
        self.clerksLabel.setObjectName(u"clerksLabel")
        self.clerksLabel.setProperty(u"role", u"meta")
        self.clerksLabel.setWordWrap(True)

        self.layout6.addWidget(self.clerksLabel)

        self.noteLabel = PlainLabel(self.cardBody)
        self.noteLabel.setObjectName(u"noteLabel")
        self.noteLabel.setWordWrap(True)

        self.layout6.addWidget(self.noteLabel)

        self.materialsTitle = PlainLabel(self.cardBody)
        self.materialsTitle.setObjectName(u"materialsTitle")
        self.materialsTitle.setProperty(u"role", u"b")

        self.layout6.addWidget(self.materialsTitle)

        self.materialsArea = QWidget(self.cardBody)
        self.materialsArea.setObjectName(u"materialsArea")
        self.materialsColumn = QVBoxLayout(self.materialsArea)
        self.materialsColumn.setSpacing(0)
        self.materialsColumn.setObjectName(u"materialsColumn")
        self.materialsColumn.setContentsMargins(0, 0, 0, 0)

        self.layout6.addWidget(self.materialsArea)

        self.layout13 = QHBoxLayout()
        self.layout13.setSpacing(6)
        self.layout13.setObjectName(u"layout13")
        self.layout13.setContentsMargins(0, 0, 0, 0)
        self.lackingLabel = PlainLabel(self.cardBody)
        self.lackingLabel.setObjectName(u"lackingLabel")
        self.lackingLabel.setProperty(u"role", u"meta")

        self.layout13.addWidget(self.lackingLabel)

        self.gap14 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout13.addItem(self.gap14)

        self.receiveButton = Btn(self.cardBody)
        self.receiveButton.setObjectName(u"receiveButton")
        self.receiveButton.setProperty(u"hint", u"Alt+I")
        self.receiveButton.setProperty(u"kind", u"text")

        self.layout13.addWidget(self.receiveButton)


        self.layout6.addLayout(self.layout13)

        self.resultTitle = PlainLabel(self.cardBody)
        self.resultTitle.setObjectName(u"resultTitle")
        self.resultTitle.setProperty(u"role", u"b")

        self.layout6.addWidget(self.resultTitle)

        self.resultLabel = PlainLabel(self.cardBody)
        self.resultLabel.setObjectName(u"resultLabel")
        self.resultLabel.setProperty(u"role", u"sub")
        self.resultLabel.setWordWrap(True)

        self.layout6.addWidget(self.resultLabel)

        self.linksTitle = PlainLabel(self.cardBody)
        self.linksTitle.setObjectName(u"linksTitle")
        self.linksTitle.setProperty(u"role", u"b")

        self.layout6.addWidget(self.linksTitle)

        self.linksArea = QWidget(self.cardBody)
        self.linksArea.setObjectName(u"linksArea")
        self.linksColumn = QVBoxLayout(self.linksArea)
        self.linksColumn.setSpacing(2)
        self.linksColumn.setObjectName(u"linksColumn")
        self.linksColumn.setContentsMargins(0, 0, 0, 0)

        self.layout6.addWidget(self.linksArea)

        self.layout17 = QHBoxLayout()
        self.layout17.setSpacing(6)
        self.layout17.setObjectName(u"layout17")
        self.layout17.setContentsMargins(0, 0, 0, 0)
        self.papersTitle = PlainLabel(self.cardBody)
        self.papersTitle.setObjectName(u"papersTitle")
        self.papersTitle.setProperty(u"role", u"b")

        self.layout17.addWidget(self.papersTitle)

        self.gap18 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout17.addItem(self.gap18)

        self.papersButton = Btn(self.cardBody)
        self.papersButton.setObjectName(u"papersButton")
        self.papersButton.setProperty(u"hint", u"Alt+P")
        self.papersButton.setProperty(u"kind", u"text")

        self.layout17.addWidget(self.papersButton)


        self.layout6.addLayout(self.layout17)

        self.papersArea = QWidget(self.cardBody)
        self.papersArea.setObjectName(u"papersArea")
        self.papersColumn = QVBoxLayout(self.papersArea)
        self.papersColumn.setSpacing(2)
        self.papersColumn.setObjectName(u"papersColumn")
        self.papersColumn.setContentsMargins(0, 0, 0, 0)

        self.layout6.addWidget(self.papersArea)

        self.eventsTitle = PlainLabel(self.cardBody)
        self.eventsTitle.setObjectName(u"eventsTitle")
        self.eventsTitle.setProperty(u"role", u"b")

        self.layout6.addWidget(self.eventsTitle)

        self.eventsArea = QWidget(self.cardBody)
        self.eventsArea.setObjectName(u"eventsArea")
        self.eventsColumn = QVBoxLayout(self.eventsArea)
        self.eventsColumn.setSpacing(4)
        self.eventsColumn.setObjectName(u"eventsColumn")
        self.eventsColumn.setContentsMargins(0, 0, 0, 0)

        self.layout6.addWidget(self.eventsArea)

        self.gap15 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout6.addItem(self.gap15)

        self.cardArea.setWidget(self.cardBody)

        self.layout3.addWidget(self.cardArea)

        self.qframe2 = QFrame(CaseCard)
        self.qframe2.setObjectName(u"qframe2")
        self.qframe2.setProperty(u"line", u"h")

        self.layout3.addWidget(self.qframe2)

        self.layout16 = QVBoxLayout()
        self.layout16.setSpacing(8)
        self.layout16.setObjectName(u"layout16")
        self.layout16.setContentsMargins(16, 10, 16, 10)
        self.layout19 = QHBoxLayout()
        self.layout19.setSpacing(8)
        self.layout19.setObjectName(u"layout19")
        self.layout19.setContentsMargins(0, 0, 0, 0)
        self.primaryButton = Btn(CaseCard)
        self.primaryButton.setObjectName(u"primaryButton")
        self.primaryButton.setProperty(u"hint", u"Ctrl+Enter")
        self.primaryButton.setProperty(u"kind", u"primary")
        self.primaryButton.setProperty(u"glyph", u"task_alt")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        sizePolicy.setHorizontalStretch(1)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.primaryButton.sizePolicy().hasHeightForWidth())
        self.primaryButton.setSizePolicy(sizePolicy)

        self.layout19.addWidget(self.primaryButton)

        self.printButton = Btn(CaseCard)
        self.printButton.setObjectName(u"printButton")
        self.printButton.setProperty(u"hint", u"Ctrl+P")
        self.printButton.setProperty(u"glyph", u"print")

        self.layout19.addWidget(self.printButton)


        self.layout16.addLayout(self.layout19)

        self.usualRow = QHBoxLayout()
        self.usualRow.setSpacing(8)
        self.usualRow.setObjectName(u"usualRow")
        self.usualRow.setContentsMargins(0, 0, 0, 0)
        self.firstButton = Btn(CaseCard)
        self.firstButton.setObjectName(u"firstButton")

        self.usualRow.addWidget(self.firstButton)

        self.secondButton = Btn(CaseCard)
        self.secondButton.setObjectName(u"secondButton")

        self.usualRow.addWidget(self.secondButton)

        self.gap20 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.usualRow.addItem(self.gap20)

        self.moreButton = Btn(CaseCard)
        self.moreButton.setObjectName(u"moreButton")
        self.moreButton.setProperty(u"hint", u"Alt+M")
        self.moreButton.setProperty(u"glyph", u"more_horiz")

        self.usualRow.addWidget(self.moreButton)


        self.layout16.addLayout(self.usualRow)


        self.layout3.addLayout(self.layout16)

        self.layout3.setStretch(2, 1)
        QWidget.setTabOrder(self.primaryButton, self.printButton)
        QWidget.setTabOrder(self.printButton, self.firstButton)
        QWidget.setTabOrder(self.firstButton, self.secondButton)
        QWidget.setTabOrder(self.secondButton, self.moreButton)
        QWidget.setTabOrder(self.moreButton, self.residentButton)
        QWidget.setTabOrder(self.residentButton, self.receiveButton)
        QWidget.setTabOrder(self.receiveButton, self.papersButton)
        QWidget.setTabOrder(self.papersButton, self.closeButton)

        self.retranslateUi(CaseCard)

        QMetaObject.connectSlotsByName(CaseCard)
    # setupUi

    def retranslateUi(self, CaseCard):
        self.numberLabel.setText("")
        self.stateChip.setText("")
        self.closeButton.setText(QCoreApplication.translate("CaseCard", u"\u5173\u95ed", None))
        self.matterLabel.setText("")
        self.dueLabel.setText("")
        self.dueFacts.setText("")
        self.applicantLabel.setText("")
        self.applicantFacts.setText("")
        self.phoneLabel.setText("")
        self.agentLabel.setText("")
        self.residentButton.setText(QCoreApplication.translate("CaseCard", u"\u770b\u6863\u6848", None))
        self.clerksLabel.setText("")
        self.noteLabel.setText("")
        self.materialsTitle.setText(QCoreApplication.translate("CaseCard", u"\u6536\u5230\u6750\u6599", None))
        self.lackingLabel.setText("")
        self.receiveButton.setText(QCoreApplication.translate("CaseCard", u"\u8865\u6536\u6750\u6599", None))
        self.resultTitle.setText(QCoreApplication.translate("CaseCard", u"\u529e\u7406\u7ed3\u679c", None))
        self.resultLabel.setText("")
        self.linksTitle.setText(QCoreApplication.translate("CaseCard", u"\u5173\u8054", None))
        self.papersTitle.setText(QCoreApplication.translate("CaseCard", u"\u6587\u4e66", None))
        self.papersButton.setText(QCoreApplication.translate("CaseCard", u"\u51fa\u5176\u4ed6\u6587\u4e66", None))
        self.eventsTitle.setText(QCoreApplication.translate("CaseCard", u"\u529e\u7406\u7ecf\u8fc7", None))
        self.primaryButton.setText(QCoreApplication.translate("CaseCard", u"\u529e\u7ed3", None))
        self.printButton.setText(QCoreApplication.translate("CaseCard", u"\u6253\u5370", None))
        self.firstButton.setText("")
        self.secondButton.setText("")
        self.moreButton.setText(QCoreApplication.translate("CaseCard", u"\u66f4\u591a", None))
        pass
    # retranslateUi
