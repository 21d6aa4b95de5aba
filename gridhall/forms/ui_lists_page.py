# Generated from ui/lists_page.ui by ui/compile.py. Do not edit.
from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QCheckBox, QFrame, QGridLayout,
    QHBoxLayout, QHeaderView, QLineEdit, QScrollArea,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)

from gridhall.qt.buttons import Btn
from gridhall.qt.dates import DateEdit
from gridhall.qt.frames import (Banner, Card, EmptyState)
from gridhall.qt.labels import PlainLabel
from gridhall.qt.pick import PickCombo
from gridhall.qt.progress_bar import ProgressStrip
from gridhall.qt.table import Table

class Ui_ListsPage(object):
    def setupUi(self, ListsPage):
        if not ListsPage.objectName():
            ListsPage.setObjectName(u"ListsPage")
        self.layout30 = QHBoxLayout(ListsPage)
        self.layout30.setSpacing(12)
        self.layout30.setObjectName(u"layout30")
        self.layout30.setContentsMargins(16, 0, 16, 12)
        self.filterCard = Card(ListsPage)
        self.filterCard.setObjectName(u"filterCard")
        self.filterCard.setProperty(u"card", u"true")
        self.filterCard.setMinimumSize(QSize(284, 0))
        self.filterCard.setMaximumSize(QSize(284, 16777215))
        self.layout26 = QVBoxLayout(self.filterCard)
        self.layout26.setSpacing(0)
        self.layout26.setObjectName(u"layout26")
        self.layout26.setContentsMargins(1, 1, 1, 1)
        self.filterArea = QScrollArea(self.filterCard)
        self.filterArea.setObjectName(u"filterArea")
        self.filterArea.setWidgetResizable(True)
        self.filterArea.setFrameShape(QFrame.Shape.NoFrame)
        self.filterArea.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.filterArea.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.filterBody = QWidget()
        self.filterBody.setObjectName(u"filterBody")
        self.grid5 = QGridLayout(self.filterBody)
        self.grid5.setObjectName(u"grid5")
        self.grid5.setHorizontalSpacing(10)
        self.grid5.setVerticalSpacing(6)
        self.grid5.setContentsMargins(14, 10, 10, 10)
        self.plainlabel6 = PlainLabel(self.filterBody)
        self.plainlabel6.setObjectName(u"plainlabel6")
        self.plainlabel6.setProperty(u"role", u"label")

        self.grid5.addWidget(self.plainlabel6, 0, 0, 1, 1)

        self.asAtEdit = DateEdit(self.filterBody)
        self.asAtEdit.setObjectName(u"asAtEdit")

        self.grid5.addWidget(self.asAtEdit, 0, 1, 1, 1)

        self.plainlabel7 = PlainLabel(self.filterBody)
        self.plainlabel7.setObjectName(u"plainlabel7")
        self.plainlabel7.setProperty(u"role", u"label")

        self.grid5.addWidget(self.plainlabel7, 1, 0, 1, 1)

        self.statusCombo = PickCombo(self.filterBody)
        self.statusCombo.setObjectName(u"statusCombo")

        self.grid5.addWidget(self.statusCombo, 1, 1, 1, 1)

        self.plainlabel8 = PlainLabel(self.filterBody)
        self.plainlabel8.setObjectName(u"plainlabel8")
        self.plainlabel8.setProperty(u"role", u"label")

        self.grid5.addWidget(self.plainlabel8, 2, 0, 1, 1)

        self.nameEdit = QLineEdit(self.filterBody)
        self.nameEdit.setObjectName(u"nameEdit")

        self.grid5.addWidget(self.nameEdit, 2, 1, 1, 1)

        self.plainlabel9 = PlainLabel(self.filterBody)
        self.plainlabel9.setObjectName(u"plainlabel9")
        self.plainlabel9.setProperty(u"role", u"label")

        self.grid5.addWidget(self.plainlabel9, 3, 0, 1, 1)

        self.sexCombo = PickCombo(self.filterBody)
        self.sexCombo.setObjectName(u"sexCombo")

        self.grid5.addWidget(self.sexCombo, 3, 1, 1, 1)

        self.plainlabel10 = PlainLabel(self.filterBody)
        self.plainlabel10.setObjectName(u"plainlabel10")
        self.plainlabel10.setProperty(u"role", u"label")

        self.grid5.addWidget(self.plainlabel10, 4, 0, 1, 1)

        self.layout2 = QHBoxLayout()
        self.layout2.setSpacing(6)
        self.layout2.setObjectName(u"layout2")
        self.layout2.setContentsMargins(0, 0, 0, 0)
        self.youngestEdit = QLineEdit(self.filterBody)
        self.youngestEdit.setObjectName(u"youngestEdit")

        self.layout2.addWidget(self.youngestEdit)

        self.plainlabel1 = PlainLabel(self.filterBody)
        self.plainlabel1.setObjectName(u"plainlabel1")

        self.layout2.addWidget(self.plainlabel1)

        self.oldestEdit = QLineEdit(self.filterBody)
        self.oldestEdit.setObjectName(u"oldestEdit")

        self.layout2.addWidget(self.oldestEdit)


        self.grid5.addLayout(self.layout2, 4, 1, 1, 1)

        self.plainlabel11 = PlainLabel(self.filterBody)
        self.plainlabel11.setObjectName(u"plainlabel11")
        self.plainlabel11.setProperty(u"role", u"label")

        self.grid5.addWidget(self.plainlabel11, 5, 0, 1, 1)

        self.gridCombo = PickCombo(self.filterBody)
        self.gridCombo.setObjectName(u"gridCombo")

        self.grid5.addWidget(self.gridCombo, 5, 1, 1, 1)

        self.plainlabel12 = PlainLabel(self.filterBody)
        self.plainlabel12.setObjectName(u"plainlabel12")
        self.plainlabel12.setProperty(u"role", u"label")

        self.grid5.addWidget(self.plainlabel12, 6, 0, 1, 1)

        self.buildingCombo = PickCombo(self.filterBody)
        self.buildingCombo.setObjectName(u"buildingCombo")

        self.grid5.addWidget(self.buildingCombo, 6, 1, 1, 1)

        self.plainlabel13 = PlainLabel(self.filterBody)
        self.plainlabel13.setObjectName(u"plainlabel13")
        self.plainlabel13.setProperty(u"role", u"label")

        self.grid5.addWidget(self.plainlabel13, 7, 0, 1, 1)

        self.hukouCombo = PickCombo(self.filterBody)
        self.hukouCombo.setObjectName(u"hukouCombo")

        self.grid5.addWidget(self.hukouCombo, 7, 1, 1, 1)

        self.apartLabel = PlainLabel(self.filterBody)
        self.apartLabel.setObjectName(u"apartLabel")
        self.apartLabel.setProperty(u"role", u"label")

        self.grid5.addWidget(self.apartLabel, 8, 0, 1, 1)

        self.apartCombo = PickCombo(self.filterBody)
        self.apartCombo.setObjectName(u"apartCombo")

        self.grid5.addWidget(self.apartCombo, 8, 1, 1, 1)

        self.plainlabel14 = PlainLabel(self.filterBody)
        self.plainlabel14.setObjectName(u"plainlabel14")
        self.plainlabel14.setProperty(u"role", u"label")

        self.grid5.addWidget(self.plainlabel14, 9, 0, 1, 1)

        self.tagCombo = PickCombo(self.filterBody)
        self.tagCombo.setObjectName(u"tagCombo")

        self.grid5.addWidget(self.tagCombo, 9, 1, 1, 1)

        self.plainlabel15 = PlainLabel(self.filterBody)
        self.plainlabel15.setObjectName(u"plainlabel15")
        self.plainlabel15.setProperty(u"role", u"label")

        self.grid5.addWidget(self.plainlabel15, 10, 0, 1, 1)

        self.ethnicityCombo = PickCombo(self.filterBody)
        self.ethnicityCombo.setObjectName(u"ethnicityCombo")

        self.grid5.addWidget(self.ethnicityCombo, 10, 1, 1, 1)

        self.plainlabel16 = PlainLabel(self.filterBody)
        self.plainlabel16.setObjectName(u"plainlabel16")
        self.plainlabel16.setProperty(u"role", u"label")

        self.grid5.addWidget(self.plainlabel16, 11, 0, 1, 1)

        self.educationCombo = PickCombo(self.filterBody)
        self.educationCombo.setObjectName(u"educationCombo")

        self.grid5.addWidget(self.educationCombo, 11, 1, 1, 1)

        self.plainlabel17 = PlainLabel(self.filterBody)
        self.plainlabel17.setObjectName(u"plainlabel17")
        self.plainlabel17.setProperty(u"role", u"label")

        self.grid5.addWidget(self.plainlabel17, 12, 0, 1, 1)

        self.maritalCombo = PickCombo(self.filterBody)
        self.maritalCombo.setObjectName(u"maritalCombo")

        self.grid5.addWidget(self.maritalCombo, 12, 1, 1, 1)

        self.plainlabel18 = PlainLabel(self.filterBody)
        self.plainlabel18.setObjectName(u"plainlabel18")
        self.plainlabel18.setProperty(u"role", u"label")

        self.grid5.addWidget(self.plainlabel18, 13, 0, 1, 1)

        self.politicalCombo = PickCombo(self.filterBody)
        self.politicalCombo.setObjectName(u"politicalCombo")

        self.grid5.addWidget(self.politicalCombo, 13, 1, 1, 1)

        self.plainlabel19 = PlainLabel(self.filterBody)
        self.plainlabel19.setObjectName(u"plainlabel19")
        self.plainlabel19.setProperty(u"role", u"label")

        self.grid5.addWidget(self.plainlabel19, 14, 0, 1, 1)

        self.layout4 = QHBoxLayout()
        self.layout4.setSpacing(6)
        self.layout4.setObjectName(u"layout4")
        self.layout4.setContentsMargins(0, 0, 0, 0)
        self.smallestEdit = QLineEdit(self.filterBody)
        self.smallestEdit.setObjectName(u"smallestEdit")

        self.layout4.addWidget(self.smallestEdit)

        self.plainlabel3 = PlainLabel(self.filterBody)
        self.plainlabel3.setObjectName(u"plainlabel3")

        self.layout4.addWidget(self.plainlabel3)

        self.largestEdit = QLineEdit(self.filterBody)
        self.largestEdit.setObjectName(u"largestEdit")

        self.layout4.addWidget(self.largestEdit)


        self.grid5.addLayout(self.layout4, 14, 1, 1, 1)

        self.plainlabel20 = PlainLabel(self.filterBody)
        self.plainlabel20.setObjectName(u"plainlabel20")
        self.plainlabel20.setProperty(u"role", u"label")

        self.grid5.addWidget(self.plainlabel20, 14, 0, 1, 1)

        self.fromEdit = QLineEdit(self.filterBody)
        self.fromEdit.setObjectName(u"fromEdit")

        self.grid5.addWidget(self.fromEdit, 14, 1, 1, 1)

        self.plainlabel21 = PlainLabel(self.filterBody)
        self.plainlabel21.setObjectName(u"plainlabel21")
        self.plainlabel21.setProperty(u"role", u"label")

        self.grid5.addWidget(self.plainlabel21, 15, 0, 1, 1)

        self.toEdit = QLineEdit(self.filterBody)
        self.toEdit.setObjectName(u"toEdit")

        self.grid5.addWidget(self.toEdit, 15, 1, 1, 1)

        self.plainlabel22 = PlainLabel(self.filterBody)
        self.plainlabel22.setObjectName(u"plainlabel22")
        self.plainlabel22.setProperty(u"role", u"label")

        self.grid5.addWidget(self.plainlabel22, 16, 0, 1, 1)

        self.headsCheck = QCheckBox(self.filterBody)
        self.headsCheck.setObjectName(u"headsCheck")

        self.grid5.addWidget(self.headsCheck, 16, 1, 1, 1)

        self.grid5.setColumnStretch(1, 1)
        self.filterArea.setWidget(self.filterBody)

        self.layout26.addWidget(self.filterArea)

        self.line23 = QFrame(self.filterCard)
        self.line23.setObjectName(u"line23")
        self.line23.setProperty(u"line", u"h")

        self.layout26.addWidget(self.line23)

        self.layout25 = QHBoxLayout()
        self.layout25.setSpacing(8)
        self.layout25.setObjectName(u"layout25")
        self.layout25.setContentsMargins(12, 8, 12, 8)
        self.clearButton = Btn(self.filterCard)
        self.clearButton.setObjectName(u"clearButton")

        self.layout25.addWidget(self.clearButton)

        self.gap24 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout25.addItem(self.gap24)

        self.backButton = Btn(self.filterCard)
        self.backButton.setObjectName(u"backButton")
        self.backButton.setProperty(u"glyph", u"arrow_back")

        self.layout25.addWidget(self.backButton)

        self.saveButton = Btn(self.filterCard)
        self.saveButton.setObjectName(u"saveButton")
        self.saveButton.setProperty(u"glyph", u"save")

        self.layout25.addWidget(self.saveButton)


        self.layout26.addLayout(self.layout25)

        self.layout26.setStretch(0, 1)

        self.layout30.addWidget(self.filterCard)

        self.listCard = Card(ListsPage)
        self.listCard.setObjectName(u"listCard")
        self.listCard.setProperty(u"card", u"true")
        self.layout29 = QVBoxLayout(self.listCard)
        self.layout29.setSpacing(0)
        self.layout29.setObjectName(u"layout29")
        self.layout29.setContentsMargins(1, 1, 1, 1)
        self.layout27 = QHBoxLayout()
        self.layout27.setSpacing(8)
        self.layout27.setObjectName(u"layout27")
        self.layout27.setContentsMargins(14, 8, 10, 8)
        self.filterButton = Btn(self.listCard)
        self.filterButton.setObjectName(u"filterButton")
        self.filterButton.setProperty(u"glyph", u"filter_list")

        self.layout27.addWidget(self.filterButton)

        self.countLabel = PlainLabel(self.listCard)
        self.countLabel.setObjectName(u"countLabel")
        self.countLabel.setProperty(u"role", u"md")

        self.layout27.addWidget(self.countLabel)

        self.wordsLabel = PlainLabel(self.listCard)
        self.wordsLabel.setObjectName(u"wordsLabel")
        self.wordsLabel.setProperty(u"role", u"sub")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        sizePolicy.setHorizontalStretch(1)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.wordsLabel.sizePolicy().hasHeightForWidth())
        self.wordsLabel.setSizePolicy(sizePolicy)

        self.layout27.addWidget(self.wordsLabel)

        self.orderCombo = PickCombo(self.listCard)
        self.orderCombo.setObjectName(u"orderCombo")

        self.layout27.addWidget(self.orderCombo)

        self.savedCombo = PickCombo(self.listCard)
        self.savedCombo.setObjectName(u"savedCombo")

        self.layout27.addWidget(self.savedCombo)

        self.removeButton = Btn(self.listCard)
        self.removeButton.setObjectName(u"removeButton")
        self.removeButton.setProperty(u"kind", u"text")

        self.layout27.addWidget(self.removeButton)


        self.layout29.addLayout(self.layout27)

        self.banner = Banner(self.listCard)
        self.banner.setObjectName(u"banner")

        self.layout29.addWidget(self.banner)

        self.line28 = QFrame(self.listCard)
        self.line28.setObjectName(u"line28")
        self.line28.setProperty(u"line", u"h")

        self.layout29.addWidget(self.line28)

        self.listTable = Table(self.listCard)
        self.listTable.setObjectName(u"listTable")
        self.listTable.setProperty(u"rowPx", 34)

        self.layout29.addWidget(self.listTable)

        self.empty = EmptyState(self.listCard)
        self.empty.setObjectName(u"empty")

        self.layout29.addWidget(self.empty)

        self.strip = ProgressStrip(self.listCard)
        self.strip.setObjectName(u"strip")

        self.layout29.addWidget(self.strip)

        self.layout29.setStretch(3, 1)
        self.layout29.setStretch(4, 1)

        self.layout30.addWidget(self.listCard)

        self.layout30.setStretch(1, 1)
        QWidget.setTabOrder(self.listTable, self.filterButton)
        QWidget.setTabOrder(self.filterButton, self.asAtEdit)
        QWidget.setTabOrder(self.asAtEdit, self.statusCombo)
        QWidget.setTabOrder(self.statusCombo, self.nameEdit)
        QWidget.setTabOrder(self.nameEdit, self.sexCombo)
        QWidget.setTabOrder(self.sexCombo, self.youngestEdit)
        QWidget.setTabOrder(self.youngestEdit, self.oldestEdit)
        QWidget.setTabOrder(self.oldestEdit, self.gridCombo)
        QWidget.setTabOrder(self.gridCombo, self.buildingCombo)
        QWidget.setTabOrder(self.buildingCombo, self.hukouCombo)
        QWidget.setTabOrder(self.hukouCombo, self.apartCombo)
        QWidget.setTabOrder(self.apartCombo, self.tagCombo)
        QWidget.setTabOrder(self.tagCombo, self.ethnicityCombo)
        QWidget.setTabOrder(self.ethnicityCombo, self.educationCombo)
        QWidget.setTabOrder(self.educationCombo, self.maritalCombo)
        QWidget.setTabOrder(self.maritalCombo, self.politicalCombo)
        QWidget.setTabOrder(self.politicalCombo, self.smallestEdit)
        QWidget.setTabOrder(self.smallestEdit, self.largestEdit)
        QWidget.setTabOrder(self.largestEdit, self.fromEdit)
        QWidget.setTabOrder(self.fromEdit, self.toEdit)
        QWidget.setTabOrder(self.toEdit, self.headsCheck)
        QWidget.setTabOrder(self.headsCheck, self.clearButton)
        QWidget.setTabOrder(self.clearButton, self.backButton)
        QWidget.setTabOrder(self.backButton, self.saveButton)
        QWidget.setTabOrder(self.saveButton, self.orderCombo)
        QWidget.setTabOrder(self.orderCombo, self.savedCombo)
        QWidget.setTabOrder(self.savedCombo, self.removeButton)

        self.retranslateUi(ListsPage)

        QMetaObject.connectSlotsByName(ListsPage)
    # setupUi

    def retranslateUi(self, ListsPage):
        self.plainlabel6.setText(QCoreApplication.translate("ListsPage", u"\u622a\u81f3", None))
#if QT_CONFIG(accessibility)
        self.asAtEdit.setAccessibleName(QCoreApplication.translate("ListsPage", u"\u622a\u81f3\u65e5\u671f", None))
#endif // QT_CONFIG(accessibility)
        self.plainlabel7.setText(QCoreApplication.translate("ListsPage", u"\u5728\u518c", None))
#if QT_CONFIG(accessibility)
        self.statusCombo.setAccessibleName(QCoreApplication.translate("ListsPage", u"\u5728\u518c\u72b6\u6001", None))
#endif // QT_CONFIG(accessibility)
        self.plainlabel8.setText(QCoreApplication.translate("ListsPage", u"\u59d3\u540d\u542b", None))
#if QT_CONFIG(accessibility)
        self.nameEdit.setAccessibleName(QCoreApplication.translate("ListsPage", u"\u59d3\u540d\u542b", None))
#endif // QT_CONFIG(accessibility)
        self.nameEdit.setPlaceholderText(QCoreApplication.translate("ListsPage", u"\u4e0d\u9650", None))
        self.plainlabel9.setText(QCoreApplication.translate("ListsPage", u"\u6027\u522b", None))
#if QT_CONFIG(accessibility)
        self.sexCombo.setAccessibleName(QCoreApplication.translate("ListsPage", u"\u6027\u522b", None))
#endif // QT_CONFIG(accessibility)
        self.plainlabel10.setText(QCoreApplication.translate("ListsPage", u"\u5e74\u9f84", None))
#if QT_CONFIG(accessibility)
        self.youngestEdit.setAccessibleName(QCoreApplication.translate("ListsPage", u"\u5e74\u9f84\u4ece", None))
#endif // QT_CONFIG(accessibility)
        self.youngestEdit.setPlaceholderText(QCoreApplication.translate("ListsPage", u"\u4ece", None))
        self.plainlabel1.setText(QCoreApplication.translate("ListsPage", u"\u2013", None))
#if QT_CONFIG(accessibility)
        self.oldestEdit.setAccessibleName(QCoreApplication.translate("ListsPage", u"\u5e74\u9f84\u5230", None))
#endif // QT_CONFIG(accessibility)
        self.oldestEdit.setPlaceholderText(QCoreApplication.translate("ListsPage", u"\u5230", None))
        self.plainlabel11.setText(QCoreApplication.translate("ListsPage", u"\u7f51\u683c", None))
#if QT_CONFIG(accessibility)
        self.gridCombo.setAccessibleName(QCoreApplication.translate("ListsPage", u"\u7f51\u683c", None))
#endif // QT_CONFIG(accessibility)
        self.plainlabel12.setText(QCoreApplication.translate("ListsPage", u"\u697c\u680b", None))
#if QT_CONFIG(accessibility)
        self.buildingCombo.setAccessibleName(QCoreApplication.translate("ListsPage", u"\u697c\u680b", None))
#endif // QT_CONFIG(accessibility)
        self.plainlabel13.setText(QCoreApplication.translate("ListsPage", u"\u6237\u7c4d", None))
#if QT_CONFIG(accessibility)
        self.hukouCombo.setAccessibleName(QCoreApplication.translate("ListsPage", u"\u6237\u7c4d\u72b6\u6001", None))
#endif // QT_CONFIG(accessibility)
        self.apartLabel.setText(QCoreApplication.translate("ListsPage", u"\u4eba\u6237", None))
#if QT_CONFIG(accessibility)
        self.apartCombo.setAccessibleName(QCoreApplication.translate("ListsPage", u"\u4eba\u6237\u72b6\u6001", None))
#endif // QT_CONFIG(accessibility)
        self.plainlabel14.setText(QCoreApplication.translate("ListsPage", u"\u6807\u7b7e", None))
#if QT_CONFIG(accessibility)
        self.tagCombo.setAccessibleName(QCoreApplication.translate("ListsPage", u"\u6807\u7b7e", None))
#endif // QT_CONFIG(accessibility)
        self.plainlabel15.setText(QCoreApplication.translate("ListsPage", u"\u6c11\u65cf", None))
#if QT_CONFIG(accessibility)
        self.ethnicityCombo.setAccessibleName(QCoreApplication.translate("ListsPage", u"\u6c11\u65cf", None))
#endif // QT_CONFIG(accessibility)
        self.plainlabel16.setText(QCoreApplication.translate("ListsPage", u"\u6587\u5316\u7a0b\u5ea6", None))
#if QT_CONFIG(accessibility)
        self.educationCombo.setAccessibleName(QCoreApplication.translate("ListsPage", u"\u6587\u5316\u7a0b\u5ea6", None))
#endif // QT_CONFIG(accessibility)
        self.plainlabel17.setText(QCoreApplication.translate("ListsPage", u"\u5a5a\u59fb", None))
#if QT_CONFIG(accessibility)
        self.maritalCombo.setAccessibleName(QCoreApplication.translate("ListsPage", u"\u5a5a\u59fb\u72b6\u51b5", None))
#endif // QT_CONFIG(accessibility)
        self.plainlabel18.setText(QCoreApplication.translate("ListsPage", u"\u653f\u6cbb\u9762\u8c8c", None))
#if QT_CONFIG(accessibility)
        self.politicalCombo.setAccessibleName(QCoreApplication.translate("ListsPage", u"\u653f\u6cbb\u9762\u8c8c", None))
#endif // QT_CONFIG(accessibility)
        self.plainlabel19.setText(QCoreApplication.translate("ListsPage", u"\u6bcf\u6237\u4eba\u6570", None))
#if QT_CONFIG(accessibility)
        self.smallestEdit.setAccessibleName(QCoreApplication.translate("ListsPage", u"\u6bcf\u6237\u4eba\u6570\u4ece", None))
#endif // QT_CONFIG(accessibility)
        self.smallestEdit.setPlaceholderText(QCoreApplication.translate("ListsPage", u"\u4ece", None))
        self.plainlabel3.setText(QCoreApplication.translate("ListsPage", u"\u2013", None))
#if QT_CONFIG(accessibility)
        self.largestEdit.setAccessibleName(QCoreApplication.translate("ListsPage", u"\u6bcf\u6237\u4eba\u6570\u5230", None))
#endif // QT_CONFIG(accessibility)
        self.largestEdit.setPlaceholderText(QCoreApplication.translate("ListsPage", u"\u5230", None))
        self.plainlabel20.setText(QCoreApplication.translate("ListsPage", u"\u767b\u8bb0\u4ece", None))
#if QT_CONFIG(accessibility)
        self.fromEdit.setAccessibleName(QCoreApplication.translate("ListsPage", u"\u767b\u8bb0\u65e5\u671f\u4ece", None))
#endif // QT_CONFIG(accessibility)
        self.fromEdit.setPlaceholderText(QCoreApplication.translate("ListsPage", u"\u4e0d\u9650\uff0c\u5982 2026-01-01", None))
        self.plainlabel21.setText(QCoreApplication.translate("ListsPage", u"\u767b\u8bb0\u5230", None))
#if QT_CONFIG(accessibility)
        self.toEdit.setAccessibleName(QCoreApplication.translate("ListsPage", u"\u767b\u8bb0\u65e5\u671f\u5230", None))
#endif // QT_CONFIG(accessibility)
        self.toEdit.setPlaceholderText(QCoreApplication.translate("ListsPage", u"\u4e0d\u9650", None))
        self.plainlabel22.setText(QCoreApplication.translate("ListsPage", u"\u6237\u4e3b", None))
        self.headsCheck.setText(QCoreApplication.translate("ListsPage", u"\u53ea\u5217\u6237\u4e3b", None))
        self.clearButton.setText(QCoreApplication.translate("ListsPage", u"\u6e05\u7a7a\u6761\u4ef6", None))
        self.backButton.setText(QCoreApplication.translate("ListsPage", u"\u770b\u540d\u5355", None))
        self.saveButton.setText(QCoreApplication.translate("ListsPage", u"\u5b58\u4e3a\u5e38\u7528\u2026", None))
        self.filterButton.setText(QCoreApplication.translate("ListsPage", u"\u6761\u4ef6", None))
        self.countLabel.setText("")
        self.wordsLabel.setText("")
#if QT_CONFIG(accessibility)
        self.orderCombo.setAccessibleName(QCoreApplication.translate("ListsPage", u"\u6392\u5e8f", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.savedCombo.setAccessibleName(QCoreApplication.translate("ListsPage", u"\u5e38\u7528\u540d\u5355", None))
#endif // QT_CONFIG(accessibility)
        self.removeButton.setText(QCoreApplication.translate("ListsPage", u"\u5220\u6389", None))
#if QT_CONFIG(accessibility)
        self.listTable.setAccessibleName(QCoreApplication.translate("ListsPage", u"\u540d\u5355", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
