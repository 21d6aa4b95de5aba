# Generated from ui/organisation_side.ui by ui/compile.py. Do not edit.
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
from gridhall.qt.labels import PlainLabel

class Ui_OrganisationSide(object):
    def setupUi(self, OrganisationSide):
        if not OrganisationSide.objectName():
            OrganisationSide.setObjectName(u"OrganisationSide")
        self.layout18 = QVBoxLayout(OrganisationSide)
        self.layout18.setSpacing(0)
        self.layout18.setObjectName(u"layout18")
        self.layout18.setContentsMargins(0, 0, 0, 0)
        self.head = QWidget(OrganisationSide)
        self.head.setObjectName(u"head")
        self.layout13 = QVBoxLayout(self.head)
        self.layout13.setSpacing(4)
        self.layout13.setObjectName(u"layout13")
        self.layout13.setContentsMargins(20, 12, 16, 12)
        self.pathLabel = PlainLabel(self.head)
        self.pathLabel.setObjectName(u"pathLabel")
        self.pathLabel.setProperty(u"role", u"meta")

        self.layout13.addWidget(self.pathLabel)

        self.layout12 = QHBoxLayout()
        self.layout12.setSpacing(8)
        self.layout12.setObjectName(u"layout12")
        self.layout12.setContentsMargins(0, 0, 0, 0)
        self.backButton = Btn(self.head)
        self.backButton.setObjectName(u"backButton")
        self.backButton.setProperty(u"hint", u"Alt+\u2190")
        self.backButton.setProperty(u"kind", u"ghost")
        self.backButton.setProperty(u"glyph", u"arrow_back")

        self.layout12.addWidget(self.backButton)

        self.nameLabel = PlainLabel(self.head)
        self.nameLabel.setObjectName(u"nameLabel")
        self.nameLabel.setProperty(u"role", u"lg")

        self.layout12.addWidget(self.nameLabel)

        self.layout12.setStretch(1, 1)

        self.layout13.addLayout(self.layout12)

        self.chipRow = QHBoxLayout()
        self.chipRow.setSpacing(8)
        self.chipRow.setObjectName(u"chipRow")
        self.chipRow.setContentsMargins(0, 0, 0, 0)

        self.layout13.addLayout(self.chipRow)


        self.layout18.addWidget(self.head)

        self.line16 = QFrame(OrganisationSide)
        self.line16.setObjectName(u"line16")
        self.line16.setProperty(u"line", u"h")

        self.layout18.addWidget(self.line16)

        self.area = QScrollArea(OrganisationSide)
        self.area.setObjectName(u"area")
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidgetResizable(True)
        self.body = QWidget()
        self.body.setObjectName(u"body")
        self.layout15 = QVBoxLayout(self.body)
        self.layout15.setSpacing(8)
        self.layout15.setObjectName(u"layout15")
        self.layout15.setContentsMargins(20, 12, 20, 12)
        self.column = QVBoxLayout()
        self.column.setSpacing(8)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)

        self.layout15.addLayout(self.column)

        self.gap14 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout15.addItem(self.gap14)

        self.area.setWidget(self.body)

        self.layout18.addWidget(self.area)

        self.line17 = QFrame(OrganisationSide)
        self.line17.setObjectName(u"line17")
        self.line17.setProperty(u"line", u"h")

        self.layout18.addWidget(self.line17)

        self.foot = QWidget(OrganisationSide)
        self.foot.setObjectName(u"foot")
        self.footRow = QHBoxLayout(self.foot)
        self.footRow.setSpacing(8)
        self.footRow.setObjectName(u"footRow")
        self.footRow.setContentsMargins(16, 10, 16, 10)

        self.layout18.addWidget(self.foot)

        self.layout18.setStretch(2, 1)

        self.retranslateUi(OrganisationSide)

        QMetaObject.connectSlotsByName(OrganisationSide)
    # setupUi

    def retranslateUi(self, OrganisationSide):
        self.pathLabel.setText("")
        self.backButton.setText(QCoreApplication.translate("OrganisationSide", u"\u8fd4\u56de", None))
        self.nameLabel.setText("")
        pass
    # retranslateUi
