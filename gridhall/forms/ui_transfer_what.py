# Generated from ui/transfer_what.ui by ui/compile.py. Do not edit.
from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QComboBox, QGridLayout, QHBoxLayout,
    QLineEdit, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

from gridhall.qt.buttons import Segments
from gridhall.qt.dates import DateEdit
from gridhall.qt.frames import (Banner, Card)
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import PlainLabel
from gridhall.qt.suggest import Suggest

class Ui_TransferWhat(object):
    def setupUi(self, TransferWhat):
        if not TransferWhat.objectName():
            TransferWhat.setObjectName(u"TransferWhat")
        self.column = QVBoxLayout(TransferWhat)
        self.column.setSpacing(6)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(20, 10, 20, 8)
        self.layout7 = QHBoxLayout()
        self.layout7.setSpacing(8)
        self.layout7.setObjectName(u"layout7")
        self.layout7.setContentsMargins(0, 0, 0, 0)
        self.qwidget4 = QWidget(TransferWhat)
        self.qwidget4.setObjectName(u"qwidget4")
        self.qwidget4.setMinimumSize(QSize(76, 34))
        self.qwidget4.setMaximumSize(QSize(76, 16777215))
        self.layout3 = QHBoxLayout(self.qwidget4)
        self.layout3.setSpacing(3)
        self.layout3.setObjectName(u"layout3")
        self.layout3.setContentsMargins(0, 0, 0, 0)
        self.plainlabel1 = PlainLabel(self.qwidget4)
        self.plainlabel1.setObjectName(u"plainlabel1")
        self.plainlabel1.setProperty(u"role", u"label")

        self.layout3.addWidget(self.plainlabel1)

        self.gap2 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout3.addItem(self.gap2)


        self.layout7.addWidget(self.qwidget4)

        self.directionSegments = Segments(TransferWhat)
        self.directionSegments.setObjectName(u"directionSegments")

        self.layout7.addWidget(self.directionSegments)

        self.plainlabel5 = PlainLabel(TransferWhat)
        self.plainlabel5.setObjectName(u"plainlabel5")
        self.plainlabel5.setProperty(u"role", u"meta")

        self.layout7.addWidget(self.plainlabel5)

        self.gap6 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout7.addItem(self.gap6)


        self.column.addLayout(self.layout7)

        self.layout9 = QHBoxLayout()
        self.layout9.setSpacing(8)
        self.layout9.setObjectName(u"layout9")
        self.layout9.setContentsMargins(0, 0, 0, 0)
        self.membersTitle = PlainLabel(TransferWhat)
        self.membersTitle.setObjectName(u"membersTitle")
        self.membersTitle.setProperty(u"role", u"b")

        self.layout9.addWidget(self.membersTitle)

        self.membersHint = PlainLabel(TransferWhat)
        self.membersHint.setObjectName(u"membersHint")
        self.membersHint.setProperty(u"role", u"meta")

        self.layout9.addWidget(self.membersHint)

        self.gap8 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout9.addItem(self.gap8)

        self.pickedLabel = PlainLabel(TransferWhat)
        self.pickedLabel.setObjectName(u"pickedLabel")
        self.pickedLabel.setProperty(u"role", u"sub")

        self.layout9.addWidget(self.pickedLabel)


        self.column.addLayout(self.layout9)

        self.membersColumn = QVBoxLayout()
        self.membersColumn.setSpacing(8)
        self.membersColumn.setObjectName(u"membersColumn")
        self.membersColumn.setContentsMargins(0, 0, 0, 0)

        self.column.addLayout(self.membersColumn)

        self.guardBanner = Banner(TransferWhat)
        self.guardBanner.setObjectName(u"guardBanner")

        self.column.addWidget(self.guardBanner)

        self.fieldsGrid = QGridLayout()
        self.fieldsGrid.setObjectName(u"fieldsGrid")
        self.fieldsGrid.setHorizontalSpacing(8)
        self.fieldsGrid.setVerticalSpacing(6)
        self.fieldsGrid.setContentsMargins(0, 0, 0, 0)
        self.placeCaption = QWidget(TransferWhat)
        self.placeCaption.setObjectName(u"placeCaption")
        self.placeCaption.setMinimumSize(QSize(76, 34))
        self.placeCaption.setMaximumSize(QSize(76, 16777215))
        self.layout11 = QHBoxLayout(self.placeCaption)
        self.layout11.setSpacing(3)
        self.layout11.setObjectName(u"layout11")
        self.layout11.setContentsMargins(0, 0, 0, 0)
        self.placeCaptionLabel = PlainLabel(self.placeCaption)
        self.placeCaptionLabel.setObjectName(u"placeCaptionLabel")
        self.placeCaptionLabel.setProperty(u"role", u"label")

        self.layout11.addWidget(self.placeCaptionLabel)

        self.placeCaptionStar = PlainLabel(self.placeCaption)
        self.placeCaptionStar.setObjectName(u"placeCaptionStar")
        self.placeCaptionStar.setProperty(u"role", u"err")

        self.layout11.addWidget(self.placeCaptionStar)

        self.gap10 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout11.addItem(self.gap10)


        self.fieldsGrid.addWidget(self.placeCaption, 0, 0, 1, 1)

        self.placeEdit = Suggest(TransferWhat)
        self.placeEdit.setObjectName(u"placeEdit")

        self.fieldsGrid.addWidget(self.placeEdit, 0, 1, 1, 1)

        self.categoryCaption = QWidget(TransferWhat)
        self.categoryCaption.setObjectName(u"categoryCaption")
        self.categoryCaption.setMinimumSize(QSize(76, 34))
        self.categoryCaption.setMaximumSize(QSize(76, 16777215))
        self.layout13 = QHBoxLayout(self.categoryCaption)
        self.layout13.setSpacing(3)
        self.layout13.setObjectName(u"layout13")
        self.layout13.setContentsMargins(0, 0, 0, 0)
        self.categoryCaptionLabel = PlainLabel(self.categoryCaption)
        self.categoryCaptionLabel.setObjectName(u"categoryCaptionLabel")
        self.categoryCaptionLabel.setProperty(u"role", u"label")

        self.layout13.addWidget(self.categoryCaptionLabel)

        self.categoryCaptionStar = PlainLabel(self.categoryCaption)
        self.categoryCaptionStar.setObjectName(u"categoryCaptionStar")
        self.categoryCaptionStar.setProperty(u"role", u"err")

        self.layout13.addWidget(self.categoryCaptionStar)

        self.gap12 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout13.addItem(self.gap12)


        self.fieldsGrid.addWidget(self.categoryCaption, 0, 2, 1, 1)

        self.categoryCombo = QComboBox(TransferWhat)
        self.categoryCombo.setObjectName(u"categoryCombo")

        self.fieldsGrid.addWidget(self.categoryCombo, 0, 3, 1, 1)

        self.headCaption = QWidget(TransferWhat)
        self.headCaption.setObjectName(u"headCaption")
        self.headCaption.setMinimumSize(QSize(76, 34))
        self.headCaption.setMaximumSize(QSize(76, 16777215))
        self.layout15 = QHBoxLayout(self.headCaption)
        self.layout15.setSpacing(3)
        self.layout15.setObjectName(u"layout15")
        self.layout15.setContentsMargins(0, 0, 0, 0)
        self.headCaptionLabel = PlainLabel(self.headCaption)
        self.headCaptionLabel.setObjectName(u"headCaptionLabel")
        self.headCaptionLabel.setProperty(u"role", u"label")

        self.layout15.addWidget(self.headCaptionLabel)

        self.headCaptionStar = PlainLabel(self.headCaption)
        self.headCaptionStar.setObjectName(u"headCaptionStar")
        self.headCaptionStar.setProperty(u"role", u"err")

        self.layout15.addWidget(self.headCaptionStar)

        self.gap14 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout15.addItem(self.gap14)


        self.fieldsGrid.addWidget(self.headCaption, 1, 0, 1, 1)

        self.headCombo = QComboBox(TransferWhat)
        self.headCombo.setObjectName(u"headCombo")

        self.fieldsGrid.addWidget(self.headCombo, 1, 1, 1, 1)

        self.dateCaption = QWidget(TransferWhat)
        self.dateCaption.setObjectName(u"dateCaption")
        self.dateCaption.setMinimumSize(QSize(76, 34))
        self.dateCaption.setMaximumSize(QSize(76, 16777215))
        self.layout17 = QHBoxLayout(self.dateCaption)
        self.layout17.setSpacing(3)
        self.layout17.setObjectName(u"layout17")
        self.layout17.setContentsMargins(0, 0, 0, 0)
        self.dateCaptionLabel = PlainLabel(self.dateCaption)
        self.dateCaptionLabel.setObjectName(u"dateCaptionLabel")
        self.dateCaptionLabel.setProperty(u"role", u"label")

        self.layout17.addWidget(self.dateCaptionLabel)

        self.dateCaptionStar = PlainLabel(self.dateCaption)
        self.dateCaptionStar.setObjectName(u"dateCaptionStar")
        self.dateCaptionStar.setProperty(u"role", u"err")

        self.layout17.addWidget(self.dateCaptionStar)

        self.gap16 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout17.addItem(self.gap16)


        self.fieldsGrid.addWidget(self.dateCaption, 1, 2, 1, 1)

        self.dateEdit = DateEdit(TransferWhat)
        self.dateEdit.setObjectName(u"dateEdit")

        self.fieldsGrid.addWidget(self.dateEdit, 1, 3, 1, 1)

        self.reasonCaption = QWidget(TransferWhat)
        self.reasonCaption.setObjectName(u"reasonCaption")
        self.reasonCaption.setMinimumSize(QSize(76, 34))
        self.reasonCaption.setMaximumSize(QSize(76, 16777215))
        self.layout19 = QHBoxLayout(self.reasonCaption)
        self.layout19.setSpacing(3)
        self.layout19.setObjectName(u"layout19")
        self.layout19.setContentsMargins(0, 0, 0, 0)
        self.reasonCaptionLabel = PlainLabel(self.reasonCaption)
        self.reasonCaptionLabel.setObjectName(u"reasonCaptionLabel")
        self.reasonCaptionLabel.setProperty(u"role", u"label")

        self.layout19.addWidget(self.reasonCaptionLabel)

        self.gap18 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout19.addItem(self.gap18)


        self.fieldsGrid.addWidget(self.reasonCaption, 2, 0, 1, 1)

        self.reasonEdit = QLineEdit(TransferWhat)
        self.reasonEdit.setObjectName(u"reasonEdit")
        self.reasonEdit.setMaxLength(200)

        self.fieldsGrid.addWidget(self.reasonEdit, 2, 1, 1, 1)

        self.oldHeadCaption = QWidget(TransferWhat)
        self.oldHeadCaption.setObjectName(u"oldHeadCaption")
        self.oldHeadCaption.setMinimumSize(QSize(76, 34))
        self.oldHeadCaption.setMaximumSize(QSize(76, 16777215))
        self.layout21 = QHBoxLayout(self.oldHeadCaption)
        self.layout21.setSpacing(3)
        self.layout21.setObjectName(u"layout21")
        self.layout21.setContentsMargins(0, 0, 0, 0)
        self.oldHeadCaptionLabel = PlainLabel(self.oldHeadCaption)
        self.oldHeadCaptionLabel.setObjectName(u"oldHeadCaptionLabel")
        self.oldHeadCaptionLabel.setProperty(u"role", u"label")

        self.layout21.addWidget(self.oldHeadCaptionLabel)

        self.oldHeadCaptionStar = PlainLabel(self.oldHeadCaption)
        self.oldHeadCaptionStar.setObjectName(u"oldHeadCaptionStar")
        self.oldHeadCaptionStar.setProperty(u"role", u"err")

        self.layout21.addWidget(self.oldHeadCaptionStar)

        self.gap20 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout21.addItem(self.gap20)


        self.fieldsGrid.addWidget(self.oldHeadCaption, 2, 2, 1, 1)

        self.oldHeadCombo = QComboBox(TransferWhat)
        self.oldHeadCombo.setObjectName(u"oldHeadCombo")

        self.fieldsGrid.addWidget(self.oldHeadCombo, 2, 3, 1, 1)

        self.fieldsGrid.setColumnStretch(1, 3)
        self.fieldsGrid.setColumnStretch(3, 2)

        self.column.addLayout(self.fieldsGrid)

        self.afterCard = Card(TransferWhat)
        self.afterCard.setObjectName(u"afterCard")
        self.afterCard.setProperty(u"card", u"soft")
        self.layout27 = QVBoxLayout(self.afterCard)
        self.layout27.setSpacing(2)
        self.layout27.setObjectName(u"layout27")
        self.layout27.setContentsMargins(14, 6, 14, 6)
        self.layout25 = QHBoxLayout()
        self.layout25.setSpacing(8)
        self.layout25.setObjectName(u"layout25")
        self.layout25.setContentsMargins(0, 0, 0, 0)
        self.plainlabel22 = PlainLabel(self.afterCard)
        self.plainlabel22.setObjectName(u"plainlabel22")
        self.plainlabel22.setProperty(u"role", u"b")

        self.layout25.addWidget(self.plainlabel22)

        self.plainlabel23 = PlainLabel(self.afterCard)
        self.plainlabel23.setObjectName(u"plainlabel23")
        self.plainlabel23.setProperty(u"role", u"meta")

        self.layout25.addWidget(self.plainlabel23)

        self.gap24 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout25.addItem(self.gap24)

        self.gridLabel = PlainLabel(self.afterCard)
        self.gridLabel.setObjectName(u"gridLabel")
        self.gridLabel.setProperty(u"role", u"meta")

        self.layout25.addWidget(self.gridLabel)


        self.layout27.addLayout(self.layout25)

        self.layout26 = QHBoxLayout()
        self.layout26.setSpacing(14)
        self.layout26.setObjectName(u"layout26")
        self.layout26.setContentsMargins(0, 0, 0, 0)
        self.fromColumn = QVBoxLayout()
        self.fromColumn.setSpacing(2)
        self.fromColumn.setObjectName(u"fromColumn")
        self.fromColumn.setContentsMargins(0, 0, 0, 0)
        self.fromTitle = PlainLabel(self.afterCard)
        self.fromTitle.setObjectName(u"fromTitle")
        self.fromTitle.setProperty(u"role", u"sub")
        self.fromTitle.setWordWrap(True)

        self.fromColumn.addWidget(self.fromTitle)

        self.fromNames = PlainLabel(self.afterCard)
        self.fromNames.setObjectName(u"fromNames")
        self.fromNames.setProperty(u"role", u"b")
        self.fromNames.setWordWrap(True)

        self.fromColumn.addWidget(self.fromNames)


        self.layout26.addLayout(self.fromColumn)

        self.arrowIcon = IconLabel(self.afterCard)
        self.arrowIcon.setObjectName(u"arrowIcon")

        self.layout26.addWidget(self.arrowIcon)

        self.toColumn = QVBoxLayout()
        self.toColumn.setSpacing(2)
        self.toColumn.setObjectName(u"toColumn")
        self.toColumn.setContentsMargins(0, 0, 0, 0)
        self.toTitle = PlainLabel(self.afterCard)
        self.toTitle.setObjectName(u"toTitle")
        self.toTitle.setProperty(u"role", u"sub")
        self.toTitle.setWordWrap(True)

        self.toColumn.addWidget(self.toTitle)

        self.toNames = PlainLabel(self.afterCard)
        self.toNames.setObjectName(u"toNames")
        self.toNames.setProperty(u"role", u"b")
        self.toNames.setWordWrap(True)

        self.toColumn.addWidget(self.toNames)


        self.layout26.addLayout(self.toColumn)

        self.layout26.setStretch(0, 2)
        self.layout26.setStretch(2, 3)

        self.layout27.addLayout(self.layout26)


        self.column.addWidget(self.afterCard)

        self.column.setStretch(2, 1)
        QWidget.setTabOrder(self.directionSegments, self.placeEdit)
        QWidget.setTabOrder(self.placeEdit, self.categoryCombo)
        QWidget.setTabOrder(self.categoryCombo, self.headCombo)
        QWidget.setTabOrder(self.headCombo, self.dateEdit)
        QWidget.setTabOrder(self.dateEdit, self.reasonEdit)
        QWidget.setTabOrder(self.reasonEdit, self.oldHeadCombo)

        self.retranslateUi(TransferWhat)

        QMetaObject.connectSlotsByName(TransferWhat)
    # setupUi

    def retranslateUi(self, TransferWhat):
        self.plainlabel1.setText(QCoreApplication.translate("TransferWhat", u"\u8fc1\u79fb\u7c7b\u578b", None))
#if QT_CONFIG(accessibility)
        self.directionSegments.setAccessibleName(QCoreApplication.translate("TransferWhat", u"\u8fc1\u79fb\u7c7b\u578b", None))
#endif // QT_CONFIG(accessibility)
        self.plainlabel5.setText(QCoreApplication.translate("TransferWhat", u"Alt+1\u20265", None))
        self.membersTitle.setText(QCoreApplication.translate("TransferWhat", u"\u4e00\u540c\u8fc1\u79fb\u7684\u6210\u5458", None))
        self.membersHint.setText(QCoreApplication.translate("TransferWhat", u"\u7a7a\u683c \u52fe\u9009 \u00b7 Enter \u6539\u5173\u7cfb", None))
        self.pickedLabel.setText("")
        self.placeCaptionLabel.setText(QCoreApplication.translate("TransferWhat", u"\u8fc1\u5165\u5730\u5740", None))
        self.placeCaptionStar.setText(QCoreApplication.translate("TransferWhat", u"*", None))
#if QT_CONFIG(accessibility)
        self.placeEdit.setAccessibleName(QCoreApplication.translate("TransferWhat", u"\u8fc1\u5165\u5730\u5740", None))
#endif // QT_CONFIG(accessibility)
        self.placeEdit.setPlaceholderText(QCoreApplication.translate("TransferWhat", u"\u697c-\u5355\u5143-\u5ba4", None))
        self.categoryCaptionLabel.setText(QCoreApplication.translate("TransferWhat", u"\u8fc1\u79fb\u539f\u56e0", None))
        self.categoryCaptionStar.setText(QCoreApplication.translate("TransferWhat", u"*", None))
#if QT_CONFIG(accessibility)
        self.categoryCombo.setAccessibleName(QCoreApplication.translate("TransferWhat", u"\u8fc1\u79fb\u539f\u56e0", None))
#endif // QT_CONFIG(accessibility)
        self.headCaptionLabel.setText(QCoreApplication.translate("TransferWhat", u"\u65b0\u6237\u4e3b", None))
        self.headCaptionStar.setText(QCoreApplication.translate("TransferWhat", u"*", None))
#if QT_CONFIG(accessibility)
        self.headCombo.setAccessibleName(QCoreApplication.translate("TransferWhat", u"\u65b0\u6237\u4e3b", None))
#endif // QT_CONFIG(accessibility)
        self.dateCaptionLabel.setText(QCoreApplication.translate("TransferWhat", u"\u751f\u6548\u65e5\u671f", None))
        self.dateCaptionStar.setText(QCoreApplication.translate("TransferWhat", u"*", None))
#if QT_CONFIG(accessibility)
        self.dateEdit.setAccessibleName(QCoreApplication.translate("TransferWhat", u"\u751f\u6548\u65e5\u671f", None))
#endif // QT_CONFIG(accessibility)
        self.reasonCaptionLabel.setText(QCoreApplication.translate("TransferWhat", u"\u8bf4\u660e", None))
#if QT_CONFIG(accessibility)
        self.reasonEdit.setAccessibleName(QCoreApplication.translate("TransferWhat", u"\u8bf4\u660e\uff0c\u6709\u4eba\u4e0d\u4e00\u540c\u8fc1\u8981\u5199\u539f\u56e0", None))
#endif // QT_CONFIG(accessibility)
        self.reasonEdit.setPlaceholderText(QCoreApplication.translate("TransferWhat", u"\u53ef\u4e0d\u586b\uff1b\u6709\u4eba\u4e0d\u4e00\u540c\u8fc1\uff0c\u5199\u539f\u56e0", None))
        self.oldHeadCaptionLabel.setText(QCoreApplication.translate("TransferWhat", u"\u539f\u6237\u6237\u4e3b", None))
        self.oldHeadCaptionStar.setText(QCoreApplication.translate("TransferWhat", u"*", None))
#if QT_CONFIG(accessibility)
        self.oldHeadCombo.setAccessibleName(QCoreApplication.translate("TransferWhat", u"\u539f\u6237\u7684\u65b0\u6237\u4e3b", None))
#endif // QT_CONFIG(accessibility)
        self.plainlabel22.setText(QCoreApplication.translate("TransferWhat", u"\u529e\u5b8c\u4ee5\u540e", None))
        self.plainlabel23.setText(QCoreApplication.translate("TransferWhat", u"\u53ea\u8bfb\u9884\u89c8", None))
        self.gridLabel.setText("")
        self.fromTitle.setText("")
        self.fromNames.setText("")
        self.toTitle.setText("")
        self.toNames.setText("")
        pass
    # retranslateUi
