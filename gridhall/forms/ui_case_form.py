# Generated from ui/case_form.ui by ui/compile.py. Do not edit.
from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QComboBox, QFrame, QGridLayout,
    QHBoxLayout, QLineEdit, QPlainTextEdit, QScrollArea,
    QSizePolicy, QSpacerItem, QSpinBox, QVBoxLayout,
    QWidget)

from gridhall.qt.buttons import Btn
from gridhall.qt.frames import (Avatar, Banner, Card)
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import PlainLabel
from gridhall.qt.suggest import Suggest

class Ui_CaseForm(object):
    def setupUi(self, CaseForm):
        if not CaseForm.objectName():
            CaseForm.setObjectName(u"CaseForm")
        self.layout12 = QVBoxLayout(CaseForm)
        self.layout12.setSpacing(0)
        self.layout12.setObjectName(u"layout12")
        self.layout12.setContentsMargins(0, 0, 0, 0)
        self.layout13 = QHBoxLayout()
        self.layout13.setSpacing(8)
        self.layout13.setObjectName(u"layout13")
        self.layout13.setContentsMargins(16, 6, 8, 6)
        self.formIcon = IconLabel(CaseForm)
        self.formIcon.setObjectName(u"formIcon")

        self.layout13.addWidget(self.formIcon)

        self.formTitle = PlainLabel(CaseForm)
        self.formTitle.setObjectName(u"formTitle")
        self.formTitle.setProperty(u"role", u"md")

        self.layout13.addWidget(self.formTitle)

        self.draftLabel = PlainLabel(CaseForm)
        self.draftLabel.setObjectName(u"draftLabel")
        self.draftLabel.setProperty(u"role", u"meta")

        self.layout13.addWidget(self.draftLabel)

        self.gap14 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout13.addItem(self.gap14)

        self.closeButton = Btn(CaseForm)
        self.closeButton.setObjectName(u"closeButton")
        self.closeButton.setProperty(u"hint", u"Esc")
        self.closeButton.setProperty(u"kind", u"ghost")

        self.layout13.addWidget(self.closeButton)


        self.layout12.addLayout(self.layout13)

        self.qframe10 = QFrame(CaseForm)
        self.qframe10.setObjectName(u"qframe10")
        self.qframe10.setProperty(u"line", u"h")

        self.layout12.addWidget(self.qframe10)

        self.formArea = QScrollArea(CaseForm)
        self.formArea.setObjectName(u"formArea")
        self.formArea.setFrameShape(QFrame.Shape.NoFrame)
        self.formArea.setWidgetResizable(True)
        self.formArea.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.formArea.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.formBody = QWidget()
        self.formBody.setObjectName(u"formBody")
        self.layout15 = QVBoxLayout(self.formBody)
        self.layout15.setSpacing(0)
        self.layout15.setObjectName(u"layout15")
        self.layout15.setContentsMargins(16, 8, 16, 4)
        self.layout16 = QGridLayout()
        self.layout16.setObjectName(u"layout16")
        self.layout16.setHorizontalSpacing(8)
        self.layout16.setVerticalSpacing(6)
        self.layout16.setContentsMargins(0, 0, 0, 0)
        self.problemBanner = Banner(self.formBody)
        self.problemBanner.setObjectName(u"problemBanner")

        self.layout16.addWidget(self.problemBanner, 0, 0, 1, 2)

        self.matterCaption = QWidget(self.formBody)
        self.matterCaption.setObjectName(u"matterCaption")
        self.matterCaption.setMinimumSize(QSize(76, 34))
        self.matterCaption.setMaximumSize(QSize(76, 16777215))
        self.layout17 = QHBoxLayout(self.matterCaption)
        self.layout17.setSpacing(3)
        self.layout17.setObjectName(u"layout17")
        self.layout17.setContentsMargins(0, 0, 0, 0)
        self.plainlabel1 = PlainLabel(self.matterCaption)
        self.plainlabel1.setObjectName(u"plainlabel1")
        self.plainlabel1.setProperty(u"role", u"label")

        self.layout17.addWidget(self.plainlabel1)

        self.plainlabel2 = PlainLabel(self.matterCaption)
        self.plainlabel2.setObjectName(u"plainlabel2")
        self.plainlabel2.setProperty(u"role", u"err")

        self.layout17.addWidget(self.plainlabel2)

        self.gap18 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout17.addItem(self.gap18)


        self.layout16.addWidget(self.matterCaption, 1, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.matterEdit = Suggest(self.formBody)
        self.matterEdit.setObjectName(u"matterEdit")
        self.matterEdit.setMaxLength(100)

        self.layout16.addWidget(self.matterEdit, 1, 1, 1, 1)

        self.matterNote = PlainLabel(self.formBody)
        self.matterNote.setObjectName(u"matterNote")
        self.matterNote.setProperty(u"role", u"err")
        self.matterNote.setWordWrap(True)

        self.layout16.addWidget(self.matterNote, 2, 1, 1, 1)

        self.negativeBanner = Banner(self.formBody)
        self.negativeBanner.setObjectName(u"negativeBanner")

        self.layout16.addWidget(self.negativeBanner, 3, 0, 1, 2)

        self.applicantCaption = QWidget(self.formBody)
        self.applicantCaption.setObjectName(u"applicantCaption")
        self.applicantCaption.setMinimumSize(QSize(76, 34))
        self.applicantCaption.setMaximumSize(QSize(76, 16777215))
        self.layout19 = QHBoxLayout(self.applicantCaption)
        self.layout19.setSpacing(3)
        self.layout19.setObjectName(u"layout19")
        self.layout19.setContentsMargins(0, 0, 0, 0)
        self.plainlabel3 = PlainLabel(self.applicantCaption)
        self.plainlabel3.setObjectName(u"plainlabel3")
        self.plainlabel3.setProperty(u"role", u"label")

        self.layout19.addWidget(self.plainlabel3)

        self.plainlabel4 = PlainLabel(self.applicantCaption)
        self.plainlabel4.setObjectName(u"plainlabel4")
        self.plainlabel4.setProperty(u"role", u"err")

        self.layout19.addWidget(self.plainlabel4)

        self.gap20 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout19.addItem(self.gap20)


        self.layout16.addWidget(self.applicantCaption, 4, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.applicantEdit = Suggest(self.formBody)
        self.applicantEdit.setObjectName(u"applicantEdit")
        self.applicantEdit.setMaxLength(100)
        self.applicantEdit.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)

        self.layout16.addWidget(self.applicantEdit, 4, 1, 1, 1)

        self.applicantNote = PlainLabel(self.formBody)
        self.applicantNote.setObjectName(u"applicantNote")
        self.applicantNote.setProperty(u"role", u"err")
        self.applicantNote.setWordWrap(True)

        self.layout16.addWidget(self.applicantNote, 5, 1, 1, 1)

        self.identityCard = Card(self.formBody)
        self.identityCard.setObjectName(u"identityCard")
        self.identityCard.setProperty(u"card", u"soft")
        self.layout21 = QHBoxLayout(self.identityCard)
        self.layout21.setSpacing(10)
        self.layout21.setObjectName(u"layout21")
        self.layout21.setContentsMargins(10, 6, 10, 6)
        self.identityAvatar = Avatar(self.identityCard)
        self.identityAvatar.setObjectName(u"identityAvatar")

        self.layout21.addWidget(self.identityAvatar)

        self.layout22 = QVBoxLayout()
        self.layout22.setSpacing(0)
        self.layout22.setObjectName(u"layout22")
        self.layout22.setContentsMargins(0, 0, 0, 0)
        self.layout23 = QHBoxLayout()
        self.layout23.setSpacing(6)
        self.layout23.setObjectName(u"layout23")
        self.layout23.setContentsMargins(0, 0, 0, 0)
        self.identityName = PlainLabel(self.identityCard)
        self.identityName.setObjectName(u"identityName")
        self.identityName.setProperty(u"role", u"b")

        self.layout23.addWidget(self.identityName)

        self.identityFacts = PlainLabel(self.identityCard)
        self.identityFacts.setObjectName(u"identityFacts")
        self.identityFacts.setProperty(u"role", u"meta")

        self.layout23.addWidget(self.identityFacts)

        self.gap24 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout23.addItem(self.gap24)


        self.layout22.addLayout(self.layout23)

        self.identityHome = PlainLabel(self.identityCard)
        self.identityHome.setObjectName(u"identityHome")
        self.identityHome.setProperty(u"role", u"meta")

        self.layout22.addWidget(self.identityHome)


        self.layout21.addLayout(self.layout22)

        self.layout21.setStretch(1, 1)

        self.layout16.addWidget(self.identityCard, 6, 1, 1, 1)

        self.phoneCaption = QWidget(self.formBody)
        self.phoneCaption.setObjectName(u"phoneCaption")
        self.phoneCaption.setMinimumSize(QSize(76, 34))
        self.phoneCaption.setMaximumSize(QSize(76, 16777215))
        self.layout25 = QHBoxLayout(self.phoneCaption)
        self.layout25.setSpacing(3)
        self.layout25.setObjectName(u"layout25")
        self.layout25.setContentsMargins(0, 0, 0, 0)
        self.plainlabel5 = PlainLabel(self.phoneCaption)
        self.plainlabel5.setObjectName(u"plainlabel5")
        self.plainlabel5.setProperty(u"role", u"label")

        self.layout25.addWidget(self.plainlabel5)

        self.plainlabel6 = PlainLabel(self.phoneCaption)
        self.plainlabel6.setObjectName(u"plainlabel6")
        self.plainlabel6.setProperty(u"role", u"err")

        self.layout25.addWidget(self.plainlabel6)

        self.gap26 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout25.addItem(self.gap26)


        self.layout16.addWidget(self.phoneCaption, 7, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.phoneRow = QWidget(self.formBody)
        self.phoneRow.setObjectName(u"phoneRow")
        self.layout27 = QHBoxLayout(self.phoneRow)
        self.layout27.setSpacing(8)
        self.layout27.setObjectName(u"layout27")
        self.layout27.setContentsMargins(0, 0, 0, 0)
        self.phoneEdit = QLineEdit(self.phoneRow)
        self.phoneEdit.setObjectName(u"phoneEdit")
        self.phoneEdit.setMaxLength(40)
        self.phoneEdit.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers|Qt.InputMethodHint.ImhSensitiveData)
        self.phoneEdit.setMinimumSize(QSize(124, 0))

        self.layout27.addWidget(self.phoneEdit)

        self.channelBox = QComboBox(self.phoneRow)
        self.channelBox.setObjectName(u"channelBox")

        self.layout27.addWidget(self.channelBox)

        self.layout27.setStretch(0, 1)

        self.layout16.addWidget(self.phoneRow, 7, 1, 1, 1)

        self.phoneNote = PlainLabel(self.formBody)
        self.phoneNote.setObjectName(u"phoneNote")
        self.phoneNote.setProperty(u"role", u"err")
        self.phoneNote.setWordWrap(True)

        self.layout16.addWidget(self.phoneNote, 8, 1, 1, 1)

        self.phoneDoubt = PlainLabel(self.formBody)
        self.phoneDoubt.setObjectName(u"phoneDoubt")
        self.phoneDoubt.setWordWrap(True)
        self.phoneDoubt.setProperty(u"role", u"warn")

        self.layout16.addWidget(self.phoneDoubt, 9, 1, 1, 1)

        self.noteCaption = QWidget(self.formBody)
        self.noteCaption.setObjectName(u"noteCaption")
        self.noteCaption.setMinimumSize(QSize(76, 34))
        self.noteCaption.setMaximumSize(QSize(76, 16777215))
        self.layout28 = QHBoxLayout(self.noteCaption)
        self.layout28.setSpacing(3)
        self.layout28.setObjectName(u"layout28")
        self.layout28.setContentsMargins(0, 0, 0, 0)
        self.plainlabel7 = PlainLabel(self.noteCaption)
        self.plainlabel7.setObjectName(u"plainlabel7")
        self.plainlabel7.setProperty(u"role", u"label")

        self.layout28.addWidget(self.plainlabel7)

        self.gap29 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout28.addItem(self.gap29)


        self.layout16.addWidget(self.noteCaption, 10, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.noteEdit = QPlainTextEdit(self.formBody)
        self.noteEdit.setObjectName(u"noteEdit")
        self.noteEdit.setTabChangesFocus(True)
        self.noteEdit.setMinimumSize(QSize(0, 54))
        self.noteEdit.setMaximumSize(QSize(16777215, 54))

        self.layout16.addWidget(self.noteEdit, 10, 1, 1, 1)

        self.noteNote = PlainLabel(self.formBody)
        self.noteNote.setObjectName(u"noteNote")
        self.noteNote.setProperty(u"role", u"err")
        self.noteNote.setWordWrap(True)

        self.layout16.addWidget(self.noteNote, 11, 1, 1, 1)

        self.materialsCaption = QWidget(self.formBody)
        self.materialsCaption.setObjectName(u"materialsCaption")
        self.materialsCaption.setMinimumSize(QSize(76, 34))
        self.materialsCaption.setMaximumSize(QSize(76, 16777215))
        self.layout30 = QHBoxLayout(self.materialsCaption)
        self.layout30.setSpacing(3)
        self.layout30.setObjectName(u"layout30")
        self.layout30.setContentsMargins(0, 0, 0, 0)
        self.plainlabel8 = PlainLabel(self.materialsCaption)
        self.plainlabel8.setObjectName(u"plainlabel8")
        self.plainlabel8.setProperty(u"role", u"label")

        self.layout30.addWidget(self.plainlabel8)

        self.gap31 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout30.addItem(self.gap31)


        self.layout16.addWidget(self.materialsCaption, 12, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.materialsArea = QWidget(self.formBody)
        self.materialsArea.setObjectName(u"materialsArea")
        self.materialsColumn = QVBoxLayout(self.materialsArea)
        self.materialsColumn.setSpacing(4)
        self.materialsColumn.setObjectName(u"materialsColumn")
        self.materialsColumn.setContentsMargins(0, 3, 0, 0)
        self.materialsHint = PlainLabel(self.materialsArea)
        self.materialsHint.setObjectName(u"materialsHint")
        self.materialsHint.setProperty(u"role", u"meta")
        self.materialsHint.setMinimumSize(QSize(0, 28))

        self.materialsColumn.addWidget(self.materialsHint)

        self.layout32 = QHBoxLayout()
        self.layout32.setSpacing(6)
        self.layout32.setObjectName(u"layout32")
        self.layout32.setContentsMargins(0, 0, 0, 0)
        self.missingChip = PlainLabel(self.materialsArea)
        self.missingChip.setObjectName(u"missingChip")
        self.missingChip.setProperty(u"chip", u"amber")

        self.layout32.addWidget(self.missingChip)

        self.gap33 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout32.addItem(self.gap33)


        self.materialsColumn.addLayout(self.layout32)


        self.layout16.addWidget(self.materialsArea, 12, 1, 1, 1)

        self.promiseCaption = QWidget(self.formBody)
        self.promiseCaption.setObjectName(u"promiseCaption")
        self.promiseCaption.setMinimumSize(QSize(76, 34))
        self.promiseCaption.setMaximumSize(QSize(76, 16777215))
        self.layout34 = QHBoxLayout(self.promiseCaption)
        self.layout34.setSpacing(3)
        self.layout34.setObjectName(u"layout34")
        self.layout34.setContentsMargins(0, 0, 0, 0)
        self.plainlabel9 = PlainLabel(self.promiseCaption)
        self.plainlabel9.setObjectName(u"plainlabel9")
        self.plainlabel9.setProperty(u"role", u"label")

        self.layout34.addWidget(self.plainlabel9)

        self.gap35 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout34.addItem(self.gap35)


        self.layout16.addWidget(self.promiseCaption, 13, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.promiseRow = QWidget(self.formBody)
        self.promiseRow.setObjectName(u"promiseRow")
        self.promiseRow.setMinimumSize(QSize(0, 34))
        self.layout36 = QVBoxLayout(self.promiseRow)
        self.layout36.setSpacing(0)
        self.layout36.setObjectName(u"layout36")
        self.layout36.setContentsMargins(0, 0, 0, 0)
        self.layout37 = QHBoxLayout()
        self.layout37.setSpacing(6)
        self.layout37.setObjectName(u"layout37")
        self.layout37.setContentsMargins(0, 0, 0, 0)
        self.promiseLabel = PlainLabel(self.promiseRow)
        self.promiseLabel.setObjectName(u"promiseLabel")
        self.promiseLabel.setProperty(u"role", u"b")

        self.layout37.addWidget(self.promiseLabel)

        self.promiseHint = PlainLabel(self.promiseRow)
        self.promiseHint.setObjectName(u"promiseHint")
        self.promiseHint.setProperty(u"role", u"meta")

        self.layout37.addWidget(self.promiseHint)

        self.gap38 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout37.addItem(self.gap38)

        self.limitBox = QSpinBox(self.promiseRow)
        self.limitBox.setObjectName(u"limitBox")
        self.limitBox.setMinimum(0)
        self.limitBox.setMaximum(365)
        self.limitBox.setMinimumSize(QSize(84, 0))
        self.limitBox.setMaximumSize(QSize(84, 16777215))

        self.layout37.addWidget(self.limitBox)

        self.limitButton = Btn(self.promiseRow)
        self.limitButton.setObjectName(u"limitButton")
        self.limitButton.setProperty(u"hint", u"Alt+D")
        self.limitButton.setProperty(u"kind", u"text")

        self.layout37.addWidget(self.limitButton)


        self.layout36.addLayout(self.layout37)


        self.layout16.addWidget(self.promiseRow, 13, 1, 1, 1)

        self.limitNote = PlainLabel(self.formBody)
        self.limitNote.setObjectName(u"limitNote")
        self.limitNote.setProperty(u"role", u"err")
        self.limitNote.setWordWrap(True)

        self.layout16.addWidget(self.limitNote, 14, 1, 1, 1)

        self.layout16.setColumnStretch(1, 1)

        self.layout15.addLayout(self.layout16)

        self.gap39 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout15.addItem(self.gap39)

        self.formArea.setWidget(self.formBody)

        self.layout12.addWidget(self.formArea)

        self.qframe11 = QFrame(CaseForm)
        self.qframe11.setObjectName(u"qframe11")
        self.qframe11.setProperty(u"line", u"h")

        self.layout12.addWidget(self.qframe11)

        self.layout40 = QHBoxLayout()
        self.layout40.setSpacing(8)
        self.layout40.setObjectName(u"layout40")
        self.layout40.setContentsMargins(16, 10, 16, 10)
        self.acceptPrintButton = Btn(CaseForm)
        self.acceptPrintButton.setObjectName(u"acceptPrintButton")
        self.acceptPrintButton.setProperty(u"hint", u"Ctrl+Enter")
        self.acceptPrintButton.setProperty(u"kind", u"primary")
        self.acceptPrintButton.setProperty(u"glyph", u"print")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        sizePolicy.setHorizontalStretch(1)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.acceptPrintButton.sizePolicy().hasHeightForWidth())
        self.acceptPrintButton.setSizePolicy(sizePolicy)

        self.layout40.addWidget(self.acceptPrintButton)

        self.acceptButton = Btn(CaseForm)
        self.acceptButton.setObjectName(u"acceptButton")
        self.acceptButton.setProperty(u"hint", u"Ctrl+S")

        self.layout40.addWidget(self.acceptButton)


        self.layout12.addLayout(self.layout40)

        self.layout12.setStretch(2, 1)
        QWidget.setTabOrder(self.matterEdit, self.applicantEdit)
        QWidget.setTabOrder(self.applicantEdit, self.phoneEdit)
        QWidget.setTabOrder(self.phoneEdit, self.channelBox)
        QWidget.setTabOrder(self.channelBox, self.noteEdit)
        QWidget.setTabOrder(self.noteEdit, self.limitBox)
        QWidget.setTabOrder(self.limitBox, self.limitButton)
        QWidget.setTabOrder(self.limitButton, self.acceptPrintButton)
        QWidget.setTabOrder(self.acceptPrintButton, self.acceptButton)
        QWidget.setTabOrder(self.acceptButton, self.closeButton)

        self.retranslateUi(CaseForm)

        QMetaObject.connectSlotsByName(CaseForm)
    # setupUi

    def retranslateUi(self, CaseForm):
        self.formTitle.setText(QCoreApplication.translate("CaseForm", u"\u65b0\u5efa\u5de5\u5355", None))
        self.draftLabel.setText("")
        self.closeButton.setText(QCoreApplication.translate("CaseForm", u"\u5173\u95ed", None))
        self.plainlabel1.setText(QCoreApplication.translate("CaseForm", u"\u4e8b\u9879", None))
        self.plainlabel2.setText(QCoreApplication.translate("CaseForm", u"*", None))
        self.matterEdit.setPlaceholderText(QCoreApplication.translate("CaseForm", u"\u62fc\u97f3\u9996\u5b57\u6bcd\u6216\u7f16\u53f7", None))
#if QT_CONFIG(accessibility)
        self.matterEdit.setAccessibleName(QCoreApplication.translate("CaseForm", u"\u4e8b\u9879\uff0c\u5fc5\u586b\uff0c\u8f93\u5165\u62fc\u97f3\u9996\u5b57\u6bcd\u6216\u7f16\u53f7", None))
#endif // QT_CONFIG(accessibility)
        self.matterNote.setText("")
        self.plainlabel3.setText(QCoreApplication.translate("CaseForm", u"\u7533\u8bf7\u4eba", None))
        self.plainlabel4.setText(QCoreApplication.translate("CaseForm", u"*", None))
        self.applicantEdit.setPlaceholderText(QCoreApplication.translate("CaseForm", u"\u59d3\u540d\u9996\u5b57\u6bcd / \u8bc1\u4ef6\u5c3e\u53f7 / \u697c-\u5355\u5143-\u5ba4", None))
#if QT_CONFIG(accessibility)
        self.applicantEdit.setAccessibleName(QCoreApplication.translate("CaseForm", u"\u7533\u8bf7\u4eba\uff0c\u5fc5\u586b\uff0c\u8f93\u5165\u59d3\u540d\u9996\u5b57\u6bcd\u3001\u8bc1\u4ef6\u5c3e\u53f7\u6216\u697c-\u5355\u5143-\u5ba4", None))
#endif // QT_CONFIG(accessibility)
        self.applicantNote.setText("")
        self.identityName.setText("")
        self.identityFacts.setText("")
        self.identityHome.setText("")
        self.plainlabel5.setText(QCoreApplication.translate("CaseForm", u"\u8054\u7cfb\u7535\u8bdd", None))
        self.plainlabel6.setText(QCoreApplication.translate("CaseForm", u"*", None))
#if QT_CONFIG(accessibility)
        self.phoneEdit.setAccessibleName(QCoreApplication.translate("CaseForm", u"\u8054\u7cfb\u7535\u8bdd\uff0c\u5fc5\u586b", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.channelBox.setAccessibleName(QCoreApplication.translate("CaseForm", u"\u6765\u4ef6\u65b9\u5f0f", None))
#endif // QT_CONFIG(accessibility)
        self.phoneNote.setText("")
        self.phoneDoubt.setText("")
        self.plainlabel7.setText(QCoreApplication.translate("CaseForm", u"\u60c5\u51b5\u8bf4\u660e", None))
        self.noteEdit.setPlaceholderText(QCoreApplication.translate("CaseForm", u"\u53ef\u4e0d\u586b", None))
#if QT_CONFIG(accessibility)
        self.noteEdit.setAccessibleName(QCoreApplication.translate("CaseForm", u"\u60c5\u51b5\u8bf4\u660e\uff0c\u53ef\u4e0d\u586b", None))
#endif // QT_CONFIG(accessibility)
        self.noteNote.setText("")
        self.plainlabel8.setText(QCoreApplication.translate("CaseForm", u"\u6536\u5230\u6750\u6599", None))
        self.materialsHint.setText(QCoreApplication.translate("CaseForm", u"\u9009\u5b9a\u4e8b\u9879\u540e\u81ea\u52a8\u5217\u51fa", None))
        self.missingChip.setText("")
        self.plainlabel9.setText(QCoreApplication.translate("CaseForm", u"\u627f\u8bfa\u671f\u9650", None))
        self.promiseLabel.setText("")
        self.promiseHint.setText(QCoreApplication.translate("CaseForm", u"\u9009\u5b9a\u4e8b\u9879\u540e\u81ea\u52a8\u8ba1\u7b97", None))
#if QT_CONFIG(accessibility)
        self.limitBox.setAccessibleName(QCoreApplication.translate("CaseForm", u"\u627f\u8bfa\u7684\u5de5\u4f5c\u65e5\u6570", None))
#endif // QT_CONFIG(accessibility)
        self.limitBox.setSuffix(QCoreApplication.translate("CaseForm", u" \u5929", None))
        self.limitButton.setText(QCoreApplication.translate("CaseForm", u"\u6539\u671f", None))
        self.limitNote.setText("")
        self.acceptPrintButton.setText(QCoreApplication.translate("CaseForm", u"\u53d7\u7406\u5e76\u6253\u5370\u901a\u77e5\u4e66", None))
        self.acceptButton.setText(QCoreApplication.translate("CaseForm", u"\u53ea\u53d7\u7406", None))
        pass
    # retranslateUi
