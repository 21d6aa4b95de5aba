# Generated from ui/home_panel.ui by ui/compile.py. Do not edit.
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

from gridhall.qt.buttons import (Btn, FilterPills)
from gridhall.qt.dates import DateEdit
from gridhall.qt.labels import PlainLabel
from gridhall.qt.table import Table

class Ui_HomePanel(object):
    def setupUi(self, HomePanel):
        if not HomePanel.objectName():
            HomePanel.setObjectName(u"HomePanel")
        self.layout23 = QVBoxLayout(HomePanel)
        self.layout23.setSpacing(0)
        self.layout23.setObjectName(u"layout23")
        self.layout23.setContentsMargins(0, 0, 0, 0)
        self.area = QScrollArea(HomePanel)
        self.area.setObjectName(u"area")
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.areaBody = QWidget()
        self.areaBody.setObjectName(u"areaBody")
        self.layout22 = QVBoxLayout(self.areaBody)
        self.layout22.setSpacing(10)
        self.layout22.setObjectName(u"layout22")
        self.layout22.setContentsMargins(18, 14, 18, 12)
        self.layout3 = QHBoxLayout()
        self.layout3.setSpacing(8)
        self.layout3.setObjectName(u"layout3")
        self.layout3.setContentsMargins(0, 0, 0, 0)
        self.layout1 = QVBoxLayout()
        self.layout1.setSpacing(2)
        self.layout1.setObjectName(u"layout1")
        self.layout1.setContentsMargins(0, 0, 0, 0)
        self.addressLabel = PlainLabel(self.areaBody)
        self.addressLabel.setObjectName(u"addressLabel")
        self.addressLabel.setProperty(u"role", u"lg")

        self.layout1.addWidget(self.addressLabel)

        self.gridLabel = PlainLabel(self.areaBody)
        self.gridLabel.setObjectName(u"gridLabel")
        self.gridLabel.setProperty(u"role", u"sub")

        self.layout1.addWidget(self.gridLabel)


        self.layout3.addLayout(self.layout1)

        self.gap2 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout3.addItem(self.gap2)

        self.backButton = Btn(self.areaBody)
        self.backButton.setObjectName(u"backButton")
        self.backButton.setProperty(u"kind", u"text")
        self.backButton.setProperty(u"glyph", u"arrow_back")

        self.layout3.addWidget(self.backButton)


        self.layout22.addLayout(self.layout3)

        self.homesPills = FilterPills(self.areaBody)
        self.homesPills.setObjectName(u"homesPills")

        self.layout22.addWidget(self.homesPills)

        self.vacantLabel = PlainLabel(self.areaBody)
        self.vacantLabel.setObjectName(u"vacantLabel")
        self.vacantLabel.setProperty(u"role", u"sub")
        self.vacantLabel.setWordWrap(True)

        self.layout22.addWidget(self.vacantLabel)

        self.homeBox = QWidget(self.areaBody)
        self.homeBox.setObjectName(u"homeBox")
        self.layout8 = QVBoxLayout(self.homeBox)
        self.layout8.setSpacing(8)
        self.layout8.setObjectName(u"layout8")
        self.layout8.setContentsMargins(0, 0, 0, 0)
        self.layout5 = QHBoxLayout()
        self.layout5.setSpacing(8)
        self.layout5.setObjectName(u"layout5")
        self.layout5.setContentsMargins(0, 0, 0, 0)
        self.homeLabel = PlainLabel(self.homeBox)
        self.homeLabel.setObjectName(u"homeLabel")
        self.homeLabel.setProperty(u"role", u"b")

        self.layout5.addWidget(self.homeLabel)

        self.gap4 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout5.addItem(self.gap4)

        self.homeChipRow = QHBoxLayout()
        self.homeChipRow.setSpacing(8)
        self.homeChipRow.setObjectName(u"homeChipRow")
        self.homeChipRow.setContentsMargins(0, 0, 0, 0)

        self.layout5.addLayout(self.homeChipRow)


        self.layout8.addLayout(self.layout5)

        self.homeFacts = PlainLabel(self.homeBox)
        self.homeFacts.setObjectName(u"homeFacts")
        self.homeFacts.setProperty(u"role", u"sub")
        self.homeFacts.setWordWrap(True)

        self.layout8.addWidget(self.homeFacts)

        self.layout7 = QHBoxLayout()
        self.layout7.setSpacing(8)
        self.layout7.setObjectName(u"layout7")
        self.layout7.setContentsMargins(0, 0, 0, 0)
        self.asAtTitle = PlainLabel(self.homeBox)
        self.asAtTitle.setObjectName(u"asAtTitle")
        self.asAtTitle.setProperty(u"role", u"label")

        self.layout7.addWidget(self.asAtTitle)

        self.asAtEdit = DateEdit(self.homeBox)
        self.asAtEdit.setObjectName(u"asAtEdit")
        self.asAtEdit.setMinimumSize(QSize(140, 0))

        self.layout7.addWidget(self.asAtEdit)

        self.todayButton = Btn(self.homeBox)
        self.todayButton.setObjectName(u"todayButton")
        self.todayButton.setProperty(u"kind", u"text")

        self.layout7.addWidget(self.todayButton)

        self.gap6 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout7.addItem(self.gap6)


        self.layout8.addLayout(self.layout7)

        self.membersTable = Table(self.homeBox)
        self.membersTable.setObjectName(u"membersTable")
        self.membersTable.setProperty(u"rowPx", 46)
        self.membersTable.setFrameShape(QFrame.Shape.NoFrame)

        self.layout8.addWidget(self.membersTable)

        self.emptyLabel = PlainLabel(self.homeBox)
        self.emptyLabel.setObjectName(u"emptyLabel")
        self.emptyLabel.setProperty(u"role", u"sub")
        self.emptyLabel.setWordWrap(True)

        self.layout8.addWidget(self.emptyLabel)


        self.layout22.addWidget(self.homeBox)

        self.othersBox = QWidget(self.areaBody)
        self.othersBox.setObjectName(u"othersBox")
        self.layout11 = QVBoxLayout(self.othersBox)
        self.layout11.setSpacing(8)
        self.layout11.setObjectName(u"layout11")
        self.layout11.setContentsMargins(0, 0, 0, 0)
        self.line9 = QFrame(self.othersBox)
        self.line9.setObjectName(u"line9")
        self.line9.setProperty(u"line", u"h")

        self.layout11.addWidget(self.line9)

        self.plainlabel10 = PlainLabel(self.othersBox)
        self.plainlabel10.setObjectName(u"plainlabel10")
        self.plainlabel10.setProperty(u"role", u"label")

        self.layout11.addWidget(self.plainlabel10)

        self.othersColumn = QVBoxLayout()
        self.othersColumn.setSpacing(4)
        self.othersColumn.setObjectName(u"othersColumn")
        self.othersColumn.setContentsMargins(0, 0, 0, 0)

        self.layout11.addLayout(self.othersColumn)


        self.layout22.addWidget(self.othersBox)

        self.formerBox = QWidget(self.areaBody)
        self.formerBox.setObjectName(u"formerBox")
        self.layout14 = QVBoxLayout(self.formerBox)
        self.layout14.setSpacing(8)
        self.layout14.setObjectName(u"layout14")
        self.layout14.setContentsMargins(0, 0, 0, 0)
        self.line12 = QFrame(self.formerBox)
        self.line12.setObjectName(u"line12")
        self.line12.setProperty(u"line", u"h")

        self.layout14.addWidget(self.line12)

        self.plainlabel13 = PlainLabel(self.formerBox)
        self.plainlabel13.setObjectName(u"plainlabel13")
        self.plainlabel13.setProperty(u"role", u"label")

        self.layout14.addWidget(self.plainlabel13)

        self.formerColumn = QVBoxLayout()
        self.formerColumn.setSpacing(4)
        self.formerColumn.setObjectName(u"formerColumn")
        self.formerColumn.setContentsMargins(0, 0, 0, 0)

        self.layout14.addLayout(self.formerColumn)


        self.layout22.addWidget(self.formerBox)

        self.eventsBox = QWidget(self.areaBody)
        self.eventsBox.setObjectName(u"eventsBox")
        self.layout17 = QVBoxLayout(self.eventsBox)
        self.layout17.setSpacing(8)
        self.layout17.setObjectName(u"layout17")
        self.layout17.setContentsMargins(0, 0, 0, 0)
        self.line15 = QFrame(self.eventsBox)
        self.line15.setObjectName(u"line15")
        self.line15.setProperty(u"line", u"h")

        self.layout17.addWidget(self.line15)

        self.plainlabel16 = PlainLabel(self.eventsBox)
        self.plainlabel16.setObjectName(u"plainlabel16")
        self.plainlabel16.setProperty(u"role", u"label")

        self.layout17.addWidget(self.plainlabel16)

        self.eventsColumn = QVBoxLayout()
        self.eventsColumn.setSpacing(4)
        self.eventsColumn.setObjectName(u"eventsColumn")
        self.eventsColumn.setContentsMargins(0, 0, 0, 0)

        self.layout17.addLayout(self.eventsColumn)


        self.layout22.addWidget(self.eventsBox)

        self.endedBox = QWidget(self.areaBody)
        self.endedBox.setObjectName(u"endedBox")
        self.layout20 = QVBoxLayout(self.endedBox)
        self.layout20.setSpacing(8)
        self.layout20.setObjectName(u"layout20")
        self.layout20.setContentsMargins(0, 0, 0, 0)
        self.line18 = QFrame(self.endedBox)
        self.line18.setObjectName(u"line18")
        self.line18.setProperty(u"line", u"h")

        self.layout20.addWidget(self.line18)

        self.plainlabel19 = PlainLabel(self.endedBox)
        self.plainlabel19.setObjectName(u"plainlabel19")
        self.plainlabel19.setProperty(u"role", u"label")

        self.layout20.addWidget(self.plainlabel19)

        self.endedColumn = QVBoxLayout()
        self.endedColumn.setSpacing(4)
        self.endedColumn.setObjectName(u"endedColumn")
        self.endedColumn.setContentsMargins(0, 0, 0, 0)

        self.layout20.addLayout(self.endedColumn)


        self.layout22.addWidget(self.endedBox)

        self.gap21 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout22.addItem(self.gap21)

        self.area.setWidget(self.areaBody)

        self.layout23.addWidget(self.area)


        self.retranslateUi(HomePanel)

        QMetaObject.connectSlotsByName(HomePanel)
    # setupUi

    def retranslateUi(self, HomePanel):
        self.addressLabel.setText("")
        self.gridLabel.setText("")
        self.backButton.setText(QCoreApplication.translate("HomePanel", u"\u56de\u697c\u680b", None))
        self.vacantLabel.setText(QCoreApplication.translate("HomePanel", u"\u7a7a\u7f6e\uff1a\u6ca1\u6709\u767b\u8bb0\u5728\u8fd9\u91cc\u7684\u6237", None))
        self.homeLabel.setText("")
        self.homeFacts.setText("")
        self.asAtTitle.setText(QCoreApplication.translate("HomePanel", u"\u770b\u54ea\u4e00\u5929", None))
        self.todayButton.setText(QCoreApplication.translate("HomePanel", u"\u56de\u5230\u4eca\u5929", None))
        self.emptyLabel.setText("")
        self.plainlabel10.setText(QCoreApplication.translate("HomePanel", u"\u5728\u8fd9\u91cc\u4f4f\u6216\u6709\u623f\u3001\u6237\u4e0d\u5728\u8fd9\u91cc", None))
        self.plainlabel13.setText(QCoreApplication.translate("HomePanel", u"\u4ee5\u524d\u7684\u6210\u5458", None))
        self.plainlabel16.setText(QCoreApplication.translate("HomePanel", u"\u8fd9\u4e00\u6237\u7684\u53d8\u52a8", None))
        self.plainlabel19.setText(QCoreApplication.translate("HomePanel", u"\u4ee5\u524d\u4f4f\u8fd9\u91cc\u7684\u6237", None))
        pass
    # retranslateUi
