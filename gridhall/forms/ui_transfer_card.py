# Generated from ui/transfer_card.ui by ui/compile.py. Do not edit.
from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QFrame, QGridLayout, QHBoxLayout,
    QScrollArea, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

from gridhall.qt.buttons import Btn
from gridhall.qt.frames import (Banner, Card)
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import PlainLabel

class Ui_TransferCard(object):
    def setupUi(self, TransferCard):
        if not TransferCard.objectName():
            TransferCard.setObjectName(u"TransferCard")
        self.layout18 = QVBoxLayout(TransferCard)
        self.layout18.setSpacing(0)
        self.layout18.setObjectName(u"layout18")
        self.layout18.setContentsMargins(0, 0, 0, 0)
        self.layout2 = QHBoxLayout()
        self.layout2.setSpacing(8)
        self.layout2.setObjectName(u"layout2")
        self.layout2.setContentsMargins(16, 6, 8, 6)
        self.cardIcon = IconLabel(TransferCard)
        self.cardIcon.setObjectName(u"cardIcon")

        self.layout2.addWidget(self.cardIcon)

        self.numberLabel = PlainLabel(TransferCard)
        self.numberLabel.setObjectName(u"numberLabel")
        self.numberLabel.setProperty(u"role", u"md")

        self.layout2.addWidget(self.numberLabel)

        self.stateChip = PlainLabel(TransferCard)
        self.stateChip.setObjectName(u"stateChip")
        self.stateChip.setProperty(u"chip", u"grey")

        self.layout2.addWidget(self.stateChip)

        self.gap1 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout2.addItem(self.gap1)

        self.closeButton = Btn(TransferCard)
        self.closeButton.setObjectName(u"closeButton")
        self.closeButton.setProperty(u"hint", u"Esc")
        self.closeButton.setProperty(u"kind", u"ghost")

        self.layout2.addWidget(self.closeButton)


        self.layout18.addLayout(self.layout2)

        self.qframe16 = QFrame(TransferCard)
        self.qframe16.setObjectName(u"qframe16")
        self.qframe16.setProperty(u"line", u"h")

        self.layout18.addWidget(self.qframe16)

        self.cardArea = QScrollArea(TransferCard)
        self.cardArea.setObjectName(u"cardArea")
        self.cardArea.setFrameShape(QFrame.Shape.NoFrame)
        self.cardArea.setWidgetResizable(True)
        self.cardArea.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cardArea.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cardBody = QWidget()
        self.cardBody.setObjectName(u"cardBody")
        self.layout13 = QVBoxLayout(self.cardBody)
        self.layout13.setSpacing(8)
        self.layout13.setObjectName(u"layout13")
        self.layout13.setContentsMargins(16, 12, 16, 8)
        self.titleLabel = PlainLabel(self.cardBody)
        self.titleLabel.setObjectName(u"titleLabel")
        self.titleLabel.setProperty(u"role", u"lg")
        self.titleLabel.setWordWrap(True)

        self.layout13.addWidget(self.titleLabel)

        self.categoryLabel = PlainLabel(self.cardBody)
        self.categoryLabel.setObjectName(u"categoryLabel")
        self.categoryLabel.setProperty(u"role", u"sub")
        self.categoryLabel.setWordWrap(True)

        self.layout13.addWidget(self.categoryLabel)

        self.cardBanner = Banner(self.cardBody)
        self.cardBanner.setObjectName(u"cardBanner")

        self.layout13.addWidget(self.cardBanner)

        self.clockRow = QWidget(self.cardBody)
        self.clockRow.setObjectName(u"clockRow")
        self.layout4 = QHBoxLayout(self.clockRow)
        self.layout4.setSpacing(6)
        self.layout4.setObjectName(u"layout4")
        self.layout4.setContentsMargins(0, 0, 0, 0)
        self.clockIcon = IconLabel(self.clockRow)
        self.clockIcon.setObjectName(u"clockIcon")

        self.layout4.addWidget(self.clockIcon)

        self.clockLabel = PlainLabel(self.clockRow)
        self.clockLabel.setObjectName(u"clockLabel")
        self.clockLabel.setProperty(u"role", u"b")

        self.layout4.addWidget(self.clockLabel)

        self.clockFacts = PlainLabel(self.clockRow)
        self.clockFacts.setObjectName(u"clockFacts")
        self.clockFacts.setProperty(u"role", u"meta")

        self.layout4.addWidget(self.clockFacts)

        self.gap3 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout4.addItem(self.gap3)


        self.layout13.addWidget(self.clockRow)

        self.wayCard = Card(self.cardBody)
        self.wayCard.setObjectName(u"wayCard")
        self.wayCard.setProperty(u"card", u"soft")
        self.layout8 = QGridLayout(self.wayCard)
        self.layout8.setObjectName(u"layout8")
        self.layout8.setHorizontalSpacing(10)
        self.layout8.setVerticalSpacing(4)
        self.layout8.setContentsMargins(12, 8, 12, 8)
        self.plainlabel5 = PlainLabel(self.wayCard)
        self.plainlabel5.setObjectName(u"plainlabel5")
        self.plainlabel5.setProperty(u"role", u"label")

        self.layout8.addWidget(self.plainlabel5, 0, 0, 1, 1)

        self.fromLabel = PlainLabel(self.wayCard)
        self.fromLabel.setObjectName(u"fromLabel")
        self.fromLabel.setWordWrap(True)

        self.layout8.addWidget(self.fromLabel, 0, 1, 1, 1)

        self.plainlabel6 = PlainLabel(self.wayCard)
        self.plainlabel6.setObjectName(u"plainlabel6")
        self.plainlabel6.setProperty(u"role", u"label")

        self.layout8.addWidget(self.plainlabel6, 1, 0, 1, 1)

        self.toLabel = PlainLabel(self.wayCard)
        self.toLabel.setObjectName(u"toLabel")
        self.toLabel.setWordWrap(True)

        self.layout8.addWidget(self.toLabel, 1, 1, 1, 1)

        self.plainlabel7 = PlainLabel(self.wayCard)
        self.plainlabel7.setObjectName(u"plainlabel7")
        self.plainlabel7.setProperty(u"role", u"label")

        self.layout8.addWidget(self.plainlabel7, 2, 0, 1, 1)

        self.dayLabel = PlainLabel(self.wayCard)
        self.dayLabel.setObjectName(u"dayLabel")
        self.dayLabel.setWordWrap(True)

        self.layout8.addWidget(self.dayLabel, 2, 1, 1, 1)

        self.paperCaption = PlainLabel(self.wayCard)
        self.paperCaption.setObjectName(u"paperCaption")
        self.paperCaption.setProperty(u"role", u"label")

        self.layout8.addWidget(self.paperCaption, 3, 0, 1, 1)

        self.paperLabel = PlainLabel(self.wayCard)
        self.paperLabel.setObjectName(u"paperLabel")
        self.paperLabel.setWordWrap(True)

        self.layout8.addWidget(self.paperLabel, 3, 1, 1, 1)

        self.reasonCaption = PlainLabel(self.wayCard)
        self.reasonCaption.setObjectName(u"reasonCaption")
        self.reasonCaption.setProperty(u"role", u"label")

        self.layout8.addWidget(self.reasonCaption, 4, 0, 1, 1)

        self.reasonLabel = PlainLabel(self.wayCard)
        self.reasonLabel.setObjectName(u"reasonLabel")
        self.reasonLabel.setWordWrap(True)

        self.layout8.addWidget(self.reasonLabel, 4, 1, 1, 1)

        self.layout8.setColumnStretch(1, 1)

        self.layout13.addWidget(self.wayCard)

        self.peopleTitle = PlainLabel(self.cardBody)
        self.peopleTitle.setObjectName(u"peopleTitle")
        self.peopleTitle.setProperty(u"role", u"b")

        self.layout13.addWidget(self.peopleTitle)

        self.peopleArea = QWidget(self.cardBody)
        self.peopleArea.setObjectName(u"peopleArea")
        self.peopleColumn = QVBoxLayout(self.peopleArea)
        self.peopleColumn.setSpacing(2)
        self.peopleColumn.setObjectName(u"peopleColumn")
        self.peopleColumn.setContentsMargins(0, 0, 0, 0)

        self.layout13.addWidget(self.peopleArea)

        self.materialsTitle = PlainLabel(self.cardBody)
        self.materialsTitle.setObjectName(u"materialsTitle")
        self.materialsTitle.setProperty(u"role", u"b")

        self.layout13.addWidget(self.materialsTitle)

        self.materialsArea = QWidget(self.cardBody)
        self.materialsArea.setObjectName(u"materialsArea")
        self.materialsColumn = QVBoxLayout(self.materialsArea)
        self.materialsColumn.setSpacing(0)
        self.materialsColumn.setObjectName(u"materialsColumn")
        self.materialsColumn.setContentsMargins(0, 0, 0, 0)

        self.layout13.addWidget(self.materialsArea)

        self.layout9 = QHBoxLayout()
        self.layout9.setSpacing(6)
        self.layout9.setObjectName(u"layout9")
        self.layout9.setContentsMargins(0, 0, 0, 0)
        self.lackingLabel = PlainLabel(self.cardBody)
        self.lackingLabel.setObjectName(u"lackingLabel")
        self.lackingLabel.setProperty(u"role", u"sub")
        self.lackingLabel.setWordWrap(True)

        self.layout9.addWidget(self.lackingLabel)

        self.receiveButton = Btn(self.cardBody)
        self.receiveButton.setObjectName(u"receiveButton")
        self.receiveButton.setProperty(u"hint", u"Alt+S")

        self.layout9.addWidget(self.receiveButton)

        self.layout9.setStretch(0, 1)

        self.layout13.addLayout(self.layout9)

        self.plainlabel10 = PlainLabel(self.cardBody)
        self.plainlabel10.setObjectName(u"plainlabel10")
        self.plainlabel10.setProperty(u"role", u"b")

        self.layout13.addWidget(self.plainlabel10)

        self.papersArea = QWidget(self.cardBody)
        self.papersArea.setObjectName(u"papersArea")
        self.papersColumn = QVBoxLayout(self.papersArea)
        self.papersColumn.setSpacing(2)
        self.papersColumn.setObjectName(u"papersColumn")
        self.papersColumn.setContentsMargins(0, 0, 0, 0)

        self.layout13.addWidget(self.papersArea)

        self.plainlabel11 = PlainLabel(self.cardBody)
        self.plainlabel11.setObjectName(u"plainlabel11")
        self.plainlabel11.setProperty(u"role", u"b")

        self.layout13.addWidget(self.plainlabel11)

        self.stepsArea = QWidget(self.cardBody)
        self.stepsArea.setObjectName(u"stepsArea")
        self.stepsColumn = QVBoxLayout(self.stepsArea)
        self.stepsColumn.setSpacing(2)
        self.stepsColumn.setObjectName(u"stepsColumn")
        self.stepsColumn.setContentsMargins(0, 0, 0, 0)

        self.layout13.addWidget(self.stepsArea)

        self.gap12 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout13.addItem(self.gap12)

        self.cardArea.setWidget(self.cardBody)

        self.layout18.addWidget(self.cardArea)

        self.qframe17 = QFrame(TransferCard)
        self.qframe17.setObjectName(u"qframe17")
        self.qframe17.setProperty(u"line", u"h")

        self.layout18.addWidget(self.qframe17)

        self.layout15 = QVBoxLayout()
        self.layout15.setSpacing(8)
        self.layout15.setObjectName(u"layout15")
        self.layout15.setContentsMargins(16, 8, 16, 10)
        self.nextArea = QWidget(TransferCard)
        self.nextArea.setObjectName(u"nextArea")
        self.nextRow = QHBoxLayout(self.nextArea)
        self.nextRow.setSpacing(8)
        self.nextRow.setObjectName(u"nextRow")
        self.nextRow.setContentsMargins(0, 0, 0, 0)

        self.layout15.addWidget(self.nextArea)

        self.footRow = QHBoxLayout()
        self.footRow.setSpacing(8)
        self.footRow.setObjectName(u"footRow")
        self.footRow.setContentsMargins(0, 0, 0, 0)
        self.printButton = Btn(TransferCard)
        self.printButton.setObjectName(u"printButton")
        self.printButton.setProperty(u"hint", u"Ctrl+P")
        self.printButton.setProperty(u"glyph", u"print")

        self.footRow.addWidget(self.printButton)

        self.moreButton = Btn(TransferCard)
        self.moreButton.setObjectName(u"moreButton")
        self.moreButton.setProperty(u"glyph", u"more_horiz")

        self.footRow.addWidget(self.moreButton)

        self.gap14 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.footRow.addItem(self.gap14)


        self.layout15.addLayout(self.footRow)


        self.layout18.addLayout(self.layout15)

        self.layout18.setStretch(2, 1)

        self.retranslateUi(TransferCard)

        QMetaObject.connectSlotsByName(TransferCard)
    # setupUi

    def retranslateUi(self, TransferCard):
        self.numberLabel.setText("")
        self.stateChip.setText("")
        self.closeButton.setText(QCoreApplication.translate("TransferCard", u"\u5173\u95ed", None))
        self.titleLabel.setText("")
        self.categoryLabel.setText("")
        self.clockLabel.setText("")
        self.clockFacts.setText("")
        self.plainlabel5.setText(QCoreApplication.translate("TransferCard", u"\u4ece", None))
        self.fromLabel.setText("")
        self.plainlabel6.setText(QCoreApplication.translate("TransferCard", u"\u5230", None))
        self.toLabel.setText("")
        self.plainlabel7.setText(QCoreApplication.translate("TransferCard", u"\u751f\u6548", None))
        self.dayLabel.setText("")
        self.paperCaption.setText(QCoreApplication.translate("TransferCard", u"\u8bc1\u4ef6", None))
        self.paperLabel.setText("")
        self.reasonCaption.setText(QCoreApplication.translate("TransferCard", u"\u8bf4\u660e", None))
        self.reasonLabel.setText("")
        self.peopleTitle.setText("")
        self.materialsTitle.setText("")
        self.lackingLabel.setText("")
        self.receiveButton.setText(QCoreApplication.translate("TransferCard", u"\u8865\u6536\u6750\u6599", None))
        self.plainlabel10.setText(QCoreApplication.translate("TransferCard", u"\u6587\u4e66", None))
        self.plainlabel11.setText(QCoreApplication.translate("TransferCard", u"\u529e\u7406\u7ecf\u8fc7", None))
        self.printButton.setText(QCoreApplication.translate("TransferCard", u"\u6253\u5370\u6587\u4e66", None))
        self.moreButton.setText(QCoreApplication.translate("TransferCard", u"\u66f4\u591a", None))
        pass
    # retranslateUi
