# Generated from ui/organisation_card.ui by ui/compile.py. Do not edit.
from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QFrame, QHBoxLayout, QHeaderView,
    QScrollArea, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

from gridhall.qt.buttons import Btn
from gridhall.qt.frames import (Card, EmptyState)
from gridhall.qt.labels import PlainLabel
from gridhall.qt.table import Table

class Ui_OrganisationCard(object):
    def setupUi(self, OrganisationCard):
        if not OrganisationCard.objectName():
            OrganisationCard.setObjectName(u"OrganisationCard")
        self.layout19 = QVBoxLayout(OrganisationCard)
        self.layout19.setSpacing(0)
        self.layout19.setObjectName(u"layout19")
        self.layout19.setContentsMargins(0, 0, 0, 0)
        self.head = QWidget(OrganisationCard)
        self.head.setObjectName(u"head")
        self.layout4 = QHBoxLayout(self.head)
        self.layout4.setSpacing(8)
        self.layout4.setObjectName(u"layout4")
        self.layout4.setContentsMargins(20, 12, 16, 12)
        self.layout3 = QVBoxLayout()
        self.layout3.setSpacing(2)
        self.layout3.setObjectName(u"layout3")
        self.layout3.setContentsMargins(0, 0, 0, 0)
        self.pathLabel = PlainLabel(self.head)
        self.pathLabel.setObjectName(u"pathLabel")
        self.pathLabel.setProperty(u"role", u"meta")

        self.layout3.addWidget(self.pathLabel)

        self.layout2 = QHBoxLayout()
        self.layout2.setSpacing(8)
        self.layout2.setObjectName(u"layout2")
        self.layout2.setContentsMargins(0, 0, 0, 0)
        self.backButton = Btn(self.head)
        self.backButton.setObjectName(u"backButton")
        self.backButton.setProperty(u"hint", u"Alt+\u2190")
        self.backButton.setProperty(u"kind", u"ghost")
        self.backButton.setProperty(u"glyph", u"arrow_back")

        self.layout2.addWidget(self.backButton)

        self.nameLabel = PlainLabel(self.head)
        self.nameLabel.setObjectName(u"nameLabel")
        self.nameLabel.setProperty(u"role", u"xl")

        self.layout2.addWidget(self.nameLabel)

        self.chipRow = QHBoxLayout()
        self.chipRow.setSpacing(8)
        self.chipRow.setObjectName(u"chipRow")
        self.chipRow.setContentsMargins(0, 0, 0, 0)

        self.layout2.addLayout(self.chipRow)

        self.gap1 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout2.addItem(self.gap1)


        self.layout3.addLayout(self.layout2)


        self.layout4.addLayout(self.layout3)

        self.editButton = Btn(self.head)
        self.editButton.setObjectName(u"editButton")
        self.editButton.setProperty(u"hint", u"Ctrl+E")
        self.editButton.setProperty(u"glyph", u"edit")

        self.layout4.addWidget(self.editButton)

        self.electButton = Btn(self.head)
        self.electButton.setObjectName(u"electButton")
        self.electButton.setProperty(u"hint", u"Alt+H")
        self.electButton.setProperty(u"glyph", u"swap_horiz")

        self.layout4.addWidget(self.electButton)

        self.moreButton = Btn(self.head)
        self.moreButton.setObjectName(u"moreButton")
        self.moreButton.setProperty(u"glyph", u"more_horiz")

        self.layout4.addWidget(self.moreButton)

        self.layout4.setStretch(0, 1)

        self.layout19.addWidget(self.head)

        self.line5 = QFrame(OrganisationCard)
        self.line5.setObjectName(u"line5")
        self.line5.setProperty(u"line", u"h")

        self.layout19.addWidget(self.line5)

        self.bodyArea = QScrollArea(OrganisationCard)
        self.bodyArea.setObjectName(u"bodyArea")
        self.bodyArea.setWidgetResizable(True)
        self.bodyArea.setFrameShape(QFrame.Shape.NoFrame)
        self.bodyArea.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body = QWidget()
        self.body.setObjectName(u"body")
        self.layout18 = QVBoxLayout(self.body)
        self.layout18.setSpacing(8)
        self.layout18.setObjectName(u"layout18")
        self.layout18.setContentsMargins(20, 14, 20, 12)
        self.factsCard = Card(self.body)
        self.factsCard.setObjectName(u"factsCard")
        self.factsCard.setProperty(u"card", u"soft")
        self.factsRow = QHBoxLayout(self.factsCard)
        self.factsRow.setSpacing(12)
        self.factsRow.setObjectName(u"factsRow")
        self.factsRow.setContentsMargins(20, 8, 20, 8)

        self.layout18.addWidget(self.factsCard)

        self.noteLabel = PlainLabel(self.body)
        self.noteLabel.setObjectName(u"noteLabel")
        self.noteLabel.setProperty(u"role", u"sub")

        self.layout18.addWidget(self.noteLabel)

        self.layout8 = QHBoxLayout()
        self.layout8.setSpacing(8)
        self.layout8.setObjectName(u"layout8")
        self.layout8.setContentsMargins(0, 0, 0, 0)
        self.plainlabel6 = PlainLabel(self.body)
        self.plainlabel6.setObjectName(u"plainlabel6")
        self.plainlabel6.setProperty(u"role", u"b")

        self.layout8.addWidget(self.plainlabel6)

        self.seatsLabel = PlainLabel(self.body)
        self.seatsLabel.setObjectName(u"seatsLabel")
        self.seatsLabel.setProperty(u"role", u"meta")

        self.layout8.addWidget(self.seatsLabel)

        self.gap7 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout8.addItem(self.gap7)

        self.appointButton = Btn(self.body)
        self.appointButton.setObjectName(u"appointButton")
        self.appointButton.setProperty(u"hint", u"Alt+R")
        self.appointButton.setProperty(u"kind", u"text")
        self.appointButton.setProperty(u"glyph", u"person_add")

        self.layout8.addWidget(self.appointButton)

        self.relieveButton = Btn(self.body)
        self.relieveButton.setObjectName(u"relieveButton")
        self.relieveButton.setProperty(u"hint", u"Alt+L")
        self.relieveButton.setProperty(u"kind", u"text")

        self.layout8.addWidget(self.relieveButton)

        self.seatButton = Btn(self.body)
        self.seatButton.setObjectName(u"seatButton")
        self.seatButton.setProperty(u"hint", u"Alt+S")
        self.seatButton.setProperty(u"kind", u"text")
        self.seatButton.setProperty(u"glyph", u"keyboard_arrow_down")

        self.layout8.addWidget(self.seatButton)


        self.layout18.addLayout(self.layout8)

        self.seatsTable = Table(self.body)
        self.seatsTable.setObjectName(u"seatsTable")

        self.layout18.addWidget(self.seatsTable)

        self.seatsEmpty = EmptyState(self.body)
        self.seatsEmpty.setObjectName(u"seatsEmpty")

        self.layout18.addWidget(self.seatsEmpty)

        self.gridsBox = QWidget(self.body)
        self.gridsBox.setObjectName(u"gridsBox")
        self.layout12 = QVBoxLayout(self.gridsBox)
        self.layout12.setSpacing(6)
        self.layout12.setObjectName(u"layout12")
        self.layout12.setContentsMargins(0, 4, 0, 0)
        self.layout11 = QHBoxLayout()
        self.layout11.setSpacing(8)
        self.layout11.setObjectName(u"layout11")
        self.layout11.setContentsMargins(0, 0, 0, 0)
        self.plainlabel9 = PlainLabel(self.gridsBox)
        self.plainlabel9.setObjectName(u"plainlabel9")
        self.plainlabel9.setProperty(u"role", u"b")

        self.layout11.addWidget(self.plainlabel9)

        self.gridsLabel = PlainLabel(self.gridsBox)
        self.gridsLabel.setObjectName(u"gridsLabel")
        self.gridsLabel.setProperty(u"role", u"meta")

        self.layout11.addWidget(self.gridsLabel)

        self.gap10 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout11.addItem(self.gap10)

        self.gridsButton = Btn(self.gridsBox)
        self.gridsButton.setObjectName(u"gridsButton")
        self.gridsButton.setProperty(u"hint", u"Alt+G")
        self.gridsButton.setProperty(u"kind", u"text")

        self.layout11.addWidget(self.gridsButton)


        self.layout12.addLayout(self.layout11)

        self.gridsColumn = QVBoxLayout()
        self.gridsColumn.setSpacing(6)
        self.gridsColumn.setObjectName(u"gridsColumn")
        self.gridsColumn.setContentsMargins(0, 0, 0, 0)

        self.layout12.addLayout(self.gridsColumn)


        self.layout18.addWidget(self.gridsBox)

        self.ratiosBox = QWidget(self.body)
        self.ratiosBox.setObjectName(u"ratiosBox")
        self.layout16 = QVBoxLayout(self.ratiosBox)
        self.layout16.setSpacing(6)
        self.layout16.setObjectName(u"layout16")
        self.layout16.setContentsMargins(0, 4, 0, 0)
        self.layout15 = QHBoxLayout()
        self.layout15.setSpacing(8)
        self.layout15.setObjectName(u"layout15")
        self.layout15.setContentsMargins(0, 0, 0, 0)
        self.plainlabel13 = PlainLabel(self.ratiosBox)
        self.plainlabel13.setObjectName(u"plainlabel13")
        self.plainlabel13.setProperty(u"role", u"b")

        self.layout15.addWidget(self.plainlabel13)

        self.ratiosLabel = PlainLabel(self.ratiosBox)
        self.ratiosLabel.setObjectName(u"ratiosLabel")
        self.ratiosLabel.setProperty(u"role", u"meta")

        self.layout15.addWidget(self.ratiosLabel)

        self.gap14 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout15.addItem(self.gap14)


        self.layout16.addLayout(self.layout15)

        self.ratiosColumn = QVBoxLayout()
        self.ratiosColumn.setSpacing(6)
        self.ratiosColumn.setObjectName(u"ratiosColumn")
        self.ratiosColumn.setContentsMargins(0, 0, 0, 0)

        self.layout16.addLayout(self.ratiosColumn)


        self.layout18.addWidget(self.ratiosBox)

        self.gap17 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout18.addItem(self.gap17)

        self.bodyArea.setWidget(self.body)

        self.layout19.addWidget(self.bodyArea)

        self.layout19.setStretch(2, 1)

        self.retranslateUi(OrganisationCard)

        QMetaObject.connectSlotsByName(OrganisationCard)
    # setupUi

    def retranslateUi(self, OrganisationCard):
        self.pathLabel.setText("")
        self.backButton.setText(QCoreApplication.translate("OrganisationCard", u"\u8fd4\u56de", None))
        self.nameLabel.setText("")
        self.editButton.setText(QCoreApplication.translate("OrganisationCard", u"\u4fee\u6539", None))
        self.electButton.setText(QCoreApplication.translate("OrganisationCard", u"\u529e\u6362\u5c4a", None))
        self.moreButton.setText(QCoreApplication.translate("OrganisationCard", u"\u66f4\u591a", None))
        self.noteLabel.setText("")
        self.plainlabel6.setText(QCoreApplication.translate("OrganisationCard", u"\u5e2d\u4f4d\u4e0e\u4efb\u804c", None))
        self.seatsLabel.setText("")
        self.appointButton.setText(QCoreApplication.translate("OrganisationCard", u"\u4efb\u547d", None))
        self.relieveButton.setText(QCoreApplication.translate("OrganisationCard", u"\u79bb\u4efb", None))
        self.seatButton.setText(QCoreApplication.translate("OrganisationCard", u"\u5e2d\u4f4d", None))
        self.plainlabel9.setText(QCoreApplication.translate("OrganisationCard", u"\u6240\u8f96\u7f51\u683c", None))
        self.gridsLabel.setText("")
        self.gridsButton.setText(QCoreApplication.translate("OrganisationCard", u"\u8c03\u6574\u7f51\u683c", None))
        self.plainlabel13.setText(QCoreApplication.translate("OrganisationCard", u"\u5360\u6bd4", None))
        self.ratiosLabel.setText("")
        pass
    # retranslateUi
