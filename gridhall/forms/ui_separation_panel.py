# Generated from ui/separation_panel.ui by ui/compile.py. Do not edit.
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
from gridhall.qt.frames import Avatar
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import PlainLabel

class Ui_SeparationPanel(object):
    def setupUi(self, SeparationPanel):
        if not SeparationPanel.objectName():
            SeparationPanel.setObjectName(u"SeparationPanel")
        self.layout24 = QVBoxLayout(SeparationPanel)
        self.layout24.setSpacing(0)
        self.layout24.setObjectName(u"layout24")
        self.layout24.setContentsMargins(0, 0, 0, 0)
        self.area = QScrollArea(SeparationPanel)
        self.area.setObjectName(u"area")
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.areaBody = QWidget()
        self.areaBody.setObjectName(u"areaBody")
        self.layout20 = QVBoxLayout(self.areaBody)
        self.layout20.setSpacing(12)
        self.layout20.setObjectName(u"layout20")
        self.layout20.setContentsMargins(20, 16, 20, 12)
        self.layout3 = QHBoxLayout()
        self.layout3.setSpacing(12)
        self.layout3.setObjectName(u"layout3")
        self.layout3.setContentsMargins(0, 0, 0, 0)
        self.avatar = Avatar(self.areaBody)
        self.avatar.setObjectName(u"avatar")
        self.avatar.setProperty(u"side", 52)

        self.layout3.addWidget(self.avatar)

        self.layout1 = QVBoxLayout()
        self.layout1.setSpacing(2)
        self.layout1.setObjectName(u"layout1")
        self.layout1.setContentsMargins(0, 0, 0, 0)
        self.nameLabel = PlainLabel(self.areaBody)
        self.nameLabel.setObjectName(u"nameLabel")
        self.nameLabel.setProperty(u"role", u"lg")

        self.layout1.addWidget(self.nameLabel)

        self.factsLabel = PlainLabel(self.areaBody)
        self.factsLabel.setObjectName(u"factsLabel")
        self.factsLabel.setProperty(u"role", u"sub")

        self.layout1.addWidget(self.factsLabel)


        self.layout3.addLayout(self.layout1)

        self.gap2 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout3.addItem(self.gap2)

        self.backButton = Btn(self.areaBody)
        self.backButton.setObjectName(u"backButton")
        self.backButton.setProperty(u"kind", u"text")
        self.backButton.setProperty(u"glyph", u"arrow_back")

        self.layout3.addWidget(self.backButton)


        self.layout20.addLayout(self.layout3)

        self.layout5 = QHBoxLayout()
        self.layout5.setSpacing(8)
        self.layout5.setObjectName(u"layout5")
        self.layout5.setContentsMargins(0, 0, 0, 0)
        self.chipRow = QHBoxLayout()
        self.chipRow.setSpacing(8)
        self.chipRow.setObjectName(u"chipRow")
        self.chipRow.setContentsMargins(0, 0, 0, 0)

        self.layout5.addLayout(self.chipRow)

        self.sinceLabel = PlainLabel(self.areaBody)
        self.sinceLabel.setObjectName(u"sinceLabel")
        self.sinceLabel.setProperty(u"role", u"b")

        self.layout5.addWidget(self.sinceLabel)

        self.gap4 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout5.addItem(self.gap4)


        self.layout20.addLayout(self.layout5)

        self.meaningLabel = PlainLabel(self.areaBody)
        self.meaningLabel.setObjectName(u"meaningLabel")
        self.meaningLabel.setProperty(u"role", u"sub")
        self.meaningLabel.setWordWrap(True)

        self.layout20.addWidget(self.meaningLabel)

        self.line6 = QFrame(self.areaBody)
        self.line6.setObjectName(u"line6")
        self.line6.setProperty(u"line", u"h")

        self.layout20.addWidget(self.line6)

        self.layout9 = QHBoxLayout()
        self.layout9.setSpacing(10)
        self.layout9.setObjectName(u"layout9")
        self.layout9.setContentsMargins(0, 0, 0, 0)
        self.hukouLabelIcon = IconLabel(self.areaBody)
        self.hukouLabelIcon.setObjectName(u"hukouLabelIcon")
        self.hukouLabelIcon.setProperty(u"glyph", u"id_card")
        self.hukouLabelIcon.setProperty(u"ink", u"text3")
        self.hukouLabelIcon.setProperty(u"px", 20)

        self.layout9.addWidget(self.hukouLabelIcon)

        self.layout8 = QVBoxLayout()
        self.layout8.setSpacing(2)
        self.layout8.setObjectName(u"layout8")
        self.layout8.setContentsMargins(0, 0, 0, 0)
        self.plainlabel7 = PlainLabel(self.areaBody)
        self.plainlabel7.setObjectName(u"plainlabel7")
        self.plainlabel7.setProperty(u"role", u"label")

        self.layout8.addWidget(self.plainlabel7)

        self.hukouLabel = PlainLabel(self.areaBody)
        self.hukouLabel.setObjectName(u"hukouLabel")
        self.hukouLabel.setWordWrap(True)

        self.layout8.addWidget(self.hukouLabel)

        self.hukouSince = PlainLabel(self.areaBody)
        self.hukouSince.setObjectName(u"hukouSince")
        self.hukouSince.setProperty(u"role", u"meta")

        self.layout8.addWidget(self.hukouSince)


        self.layout9.addLayout(self.layout8)

        self.layout9.setStretch(1, 1)

        self.layout20.addLayout(self.layout9)

        self.layout12 = QHBoxLayout()
        self.layout12.setSpacing(10)
        self.layout12.setObjectName(u"layout12")
        self.layout12.setContentsMargins(0, 0, 0, 0)
        self.livingLabelIcon = IconLabel(self.areaBody)
        self.livingLabelIcon.setObjectName(u"livingLabelIcon")
        self.livingLabelIcon.setProperty(u"glyph", u"home")
        self.livingLabelIcon.setProperty(u"ink", u"text3")
        self.livingLabelIcon.setProperty(u"px", 20)

        self.layout12.addWidget(self.livingLabelIcon)

        self.layout11 = QVBoxLayout()
        self.layout11.setSpacing(2)
        self.layout11.setObjectName(u"layout11")
        self.layout11.setContentsMargins(0, 0, 0, 0)
        self.plainlabel10 = PlainLabel(self.areaBody)
        self.plainlabel10.setObjectName(u"plainlabel10")
        self.plainlabel10.setProperty(u"role", u"label")

        self.layout11.addWidget(self.plainlabel10)

        self.livingLabel = PlainLabel(self.areaBody)
        self.livingLabel.setObjectName(u"livingLabel")
        self.livingLabel.setWordWrap(True)

        self.layout11.addWidget(self.livingLabel)

        self.livingSince = PlainLabel(self.areaBody)
        self.livingSince.setObjectName(u"livingSince")
        self.livingSince.setProperty(u"role", u"meta")

        self.layout11.addWidget(self.livingSince)


        self.layout12.addLayout(self.layout11)

        self.layout12.setStretch(1, 1)

        self.layout20.addLayout(self.layout12)

        self.layout15 = QHBoxLayout()
        self.layout15.setSpacing(10)
        self.layout15.setObjectName(u"layout15")
        self.layout15.setContentsMargins(0, 0, 0, 0)
        self.owningLabelIcon = IconLabel(self.areaBody)
        self.owningLabelIcon.setObjectName(u"owningLabelIcon")
        self.owningLabelIcon.setProperty(u"glyph", u"key")
        self.owningLabelIcon.setProperty(u"ink", u"text3")
        self.owningLabelIcon.setProperty(u"px", 20)

        self.layout15.addWidget(self.owningLabelIcon)

        self.layout14 = QVBoxLayout()
        self.layout14.setSpacing(2)
        self.layout14.setObjectName(u"layout14")
        self.layout14.setContentsMargins(0, 0, 0, 0)
        self.plainlabel13 = PlainLabel(self.areaBody)
        self.plainlabel13.setObjectName(u"plainlabel13")
        self.plainlabel13.setProperty(u"role", u"label")

        self.layout14.addWidget(self.plainlabel13)

        self.owningLabel = PlainLabel(self.areaBody)
        self.owningLabel.setObjectName(u"owningLabel")
        self.owningLabel.setWordWrap(True)

        self.layout14.addWidget(self.owningLabel)

        self.owningSince = PlainLabel(self.areaBody)
        self.owningSince.setObjectName(u"owningSince")
        self.owningSince.setProperty(u"role", u"meta")

        self.layout14.addWidget(self.owningSince)


        self.layout15.addLayout(self.layout14)

        self.layout15.setStretch(1, 1)

        self.layout20.addLayout(self.layout15)

        self.propertiesColumn = QVBoxLayout()
        self.propertiesColumn.setSpacing(4)
        self.propertiesColumn.setObjectName(u"propertiesColumn")
        self.propertiesColumn.setContentsMargins(0, 0, 0, 0)

        self.layout20.addLayout(self.propertiesColumn)

        self.pastBox = QWidget(self.areaBody)
        self.pastBox.setObjectName(u"pastBox")
        self.layout18 = QVBoxLayout(self.pastBox)
        self.layout18.setSpacing(8)
        self.layout18.setObjectName(u"layout18")
        self.layout18.setContentsMargins(0, 0, 0, 0)
        self.line16 = QFrame(self.pastBox)
        self.line16.setObjectName(u"line16")
        self.line16.setProperty(u"line", u"h")

        self.layout18.addWidget(self.line16)

        self.plainlabel17 = PlainLabel(self.pastBox)
        self.plainlabel17.setObjectName(u"plainlabel17")
        self.plainlabel17.setProperty(u"role", u"label")

        self.layout18.addWidget(self.plainlabel17)

        self.pastColumn = QVBoxLayout()
        self.pastColumn.setSpacing(4)
        self.pastColumn.setObjectName(u"pastColumn")
        self.pastColumn.setContentsMargins(0, 0, 0, 0)

        self.layout18.addLayout(self.pastColumn)


        self.layout20.addWidget(self.pastBox)

        self.gap19 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout20.addItem(self.gap19)

        self.area.setWidget(self.areaBody)

        self.layout24.addWidget(self.area)

        self.line21 = QFrame(SeparationPanel)
        self.line21.setObjectName(u"line21")
        self.line21.setProperty(u"line", u"h")

        self.layout24.addWidget(self.line21)

        self.layout23 = QHBoxLayout()
        self.layout23.setSpacing(8)
        self.layout23.setObjectName(u"layout23")
        self.layout23.setContentsMargins(16, 10, 12, 10)
        self.residenceButton = Btn(SeparationPanel)
        self.residenceButton.setObjectName(u"residenceButton")
        self.residenceButton.setProperty(u"kind", u"primary")
        self.residenceButton.setProperty(u"glyph", u"home")
        self.residenceButton.setProperty(u"hint", u"Alt+J")

        self.layout23.addWidget(self.residenceButton)

        self.propertyButton = Btn(SeparationPanel)
        self.propertyButton.setObjectName(u"propertyButton")
        self.propertyButton.setProperty(u"glyph", u"key")
        self.propertyButton.setProperty(u"hint", u"Alt+F")

        self.layout23.addWidget(self.propertyButton)

        self.gap22 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout23.addItem(self.gap22)

        self.openButton = Btn(SeparationPanel)
        self.openButton.setObjectName(u"openButton")
        self.openButton.setProperty(u"kind", u"text")

        self.layout23.addWidget(self.openButton)


        self.layout24.addLayout(self.layout23)

        self.layout24.setStretch(0, 1)

        self.retranslateUi(SeparationPanel)

        QMetaObject.connectSlotsByName(SeparationPanel)
    # setupUi

    def retranslateUi(self, SeparationPanel):
        self.nameLabel.setText("")
        self.factsLabel.setText("")
        self.backButton.setText(QCoreApplication.translate("SeparationPanel", u"\u56de\u540d\u5355", None))
        self.sinceLabel.setText("")
        self.meaningLabel.setText("")
        self.plainlabel7.setText(QCoreApplication.translate("SeparationPanel", u"\u6237\u7c4d", None))
        self.hukouLabel.setText("")
        self.hukouSince.setText("")
        self.plainlabel10.setText(QCoreApplication.translate("SeparationPanel", u"\u5c45\u4f4f", None))
        self.livingLabel.setText("")
        self.livingSince.setText("")
        self.plainlabel13.setText(QCoreApplication.translate("SeparationPanel", u"\u623f\u4ea7", None))
        self.owningLabel.setText("")
        self.owningSince.setText("")
        self.plainlabel17.setText(QCoreApplication.translate("SeparationPanel", u"\u4ee5\u524d\u767b\u8bb0\u8fc7\u7684", None))
        self.residenceButton.setText(QCoreApplication.translate("SeparationPanel", u"\u767b\u8bb0\u73b0\u4f4f\u5730", None))
        self.propertyButton.setText(QCoreApplication.translate("SeparationPanel", u"\u767b\u8bb0\u623f\u4ea7", None))
        self.openButton.setText(QCoreApplication.translate("SeparationPanel", u"\u6253\u5f00\u5c45\u6c11", None))
        pass
    # retranslateUi
