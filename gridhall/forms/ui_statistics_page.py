# Generated from ui/statistics_page.ui by ui/compile.py. Do not edit.
from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QFrame, QHBoxLayout, QHeaderView,
    QScrollArea, QSizePolicy, QSpacerItem, QStackedWidget,
    QVBoxLayout, QWidget)

from gridhall.qt.buttons import (Btn, Segments)
from gridhall.qt.dates import DateEdit
from gridhall.qt.frames import (Banner, Card)
from gridhall.qt.labels import PlainLabel
from gridhall.qt.progress_bar import ProgressStrip
from gridhall.qt.table import Table

class Ui_StatisticsPage(object):
    def setupUi(self, StatisticsPage):
        if not StatisticsPage.objectName():
            StatisticsPage.setObjectName(u"StatisticsPage")
        self.layout11 = QHBoxLayout(StatisticsPage)
        self.layout11.setSpacing(12)
        self.layout11.setObjectName(u"layout11")
        self.layout11.setContentsMargins(16, 0, 16, 12)
        self.figureCard = Card(StatisticsPage)
        self.figureCard.setObjectName(u"figureCard")
        self.figureCard.setProperty(u"card", u"true")
        self.figureCard.setMinimumSize(QSize(232, 0))
        self.figureCard.setMaximumSize(QSize(232, 16777215))
        self.layout4 = QVBoxLayout(self.figureCard)
        self.layout4.setSpacing(0)
        self.layout4.setObjectName(u"layout4")
        self.layout4.setContentsMargins(1, 1, 1, 1)
        self.layout2 = QHBoxLayout()
        self.layout2.setSpacing(8)
        self.layout2.setObjectName(u"layout2")
        self.layout2.setContentsMargins(12, 10, 12, 8)
        self.plainlabel1 = PlainLabel(self.figureCard)
        self.plainlabel1.setObjectName(u"plainlabel1")
        self.plainlabel1.setProperty(u"role", u"label")

        self.layout2.addWidget(self.plainlabel1)

        self.asAtEdit = DateEdit(self.figureCard)
        self.asAtEdit.setObjectName(u"asAtEdit")

        self.layout2.addWidget(self.asAtEdit)


        self.layout4.addLayout(self.layout2)

        self.line3 = QFrame(self.figureCard)
        self.line3.setObjectName(u"line3")
        self.line3.setProperty(u"line", u"h")

        self.layout4.addWidget(self.line3)

        self.figureTable = Table(self.figureCard)
        self.figureTable.setObjectName(u"figureTable")
        self.figureTable.setProperty(u"rowPx", 46)

        self.layout4.addWidget(self.figureTable)

        self.layout4.setStretch(2, 1)

        self.layout11.addWidget(self.figureCard)

        self.drawingCard = Card(StatisticsPage)
        self.drawingCard.setObjectName(u"drawingCard")
        self.drawingCard.setProperty(u"card", u"true")
        self.layout10 = QVBoxLayout(self.drawingCard)
        self.layout10.setSpacing(0)
        self.layout10.setObjectName(u"layout10")
        self.layout10.setContentsMargins(1, 1, 1, 1)
        self.layout6 = QHBoxLayout()
        self.layout6.setSpacing(8)
        self.layout6.setObjectName(u"layout6")
        self.layout6.setContentsMargins(16, 10, 12, 8)
        self.titleLabel = PlainLabel(self.drawingCard)
        self.titleLabel.setObjectName(u"titleLabel")
        self.titleLabel.setProperty(u"role", u"lg")

        self.layout6.addWidget(self.titleLabel)

        self.noteLabel = PlainLabel(self.drawingCard)
        self.noteLabel.setObjectName(u"noteLabel")
        self.noteLabel.setProperty(u"role", u"sub")

        self.layout6.addWidget(self.noteLabel)

        self.gap5 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout6.addItem(self.gap5)

        self.shapeSegments = Segments(self.drawingCard)
        self.shapeSegments.setObjectName(u"shapeSegments")

        self.layout6.addWidget(self.shapeSegments)


        self.layout10.addLayout(self.layout6)

        self.line9 = QFrame(self.drawingCard)
        self.line9.setObjectName(u"line9")
        self.line9.setProperty(u"line", u"h")

        self.layout10.addWidget(self.line9)

        self.banner = Banner(self.drawingCard)
        self.banner.setObjectName(u"banner")

        self.layout10.addWidget(self.banner)

        self.stack = QStackedWidget(self.drawingCard)
        self.stack.setObjectName(u"stack")
        self.chartHolder = QWidget()
        self.chartHolder.setObjectName(u"chartHolder")
        self.layout7 = QVBoxLayout(self.chartHolder)
        self.layout7.setSpacing(0)
        self.layout7.setObjectName(u"layout7")
        self.layout7.setContentsMargins(0, 0, 0, 0)
        self.chartArea = QScrollArea(self.chartHolder)
        self.chartArea.setObjectName(u"chartArea")
        self.chartArea.setWidgetResizable(True)
        self.chartArea.setFrameShape(QFrame.Shape.NoFrame)
        self.chartArea.setFocusPolicy(Qt.FocusPolicy.NoFocus)

        self.layout7.addWidget(self.chartArea)

        self.stack.addWidget(self.chartHolder)
        self.tableHolder = QWidget()
        self.tableHolder.setObjectName(u"tableHolder")
        self.layout8 = QVBoxLayout(self.tableHolder)
        self.layout8.setSpacing(0)
        self.layout8.setObjectName(u"layout8")
        self.layout8.setContentsMargins(0, 0, 0, 0)
        self.numbersTable = Table(self.tableHolder)
        self.numbersTable.setObjectName(u"numbersTable")
        self.numbersTable.setProperty(u"rowPx", 34)

        self.layout8.addWidget(self.numbersTable)

        self.stack.addWidget(self.tableHolder)

        self.layout10.addWidget(self.stack)

        self.strip = ProgressStrip(self.drawingCard)
        self.strip.setObjectName(u"strip")

        self.layout10.addWidget(self.strip)

        self.layout10.setStretch(3, 1)

        self.layout11.addWidget(self.drawingCard)

        self.layout11.setStretch(1, 1)
        QWidget.setTabOrder(self.figureTable, self.asAtEdit)
        QWidget.setTabOrder(self.asAtEdit, self.shapeSegments)
        QWidget.setTabOrder(self.shapeSegments, self.numbersTable)

        self.retranslateUi(StatisticsPage)

        QMetaObject.connectSlotsByName(StatisticsPage)
    # setupUi

    def retranslateUi(self, StatisticsPage):
        self.plainlabel1.setText(QCoreApplication.translate("StatisticsPage", u"\u622a\u81f3", None))
#if QT_CONFIG(accessibility)
        self.asAtEdit.setAccessibleName(QCoreApplication.translate("StatisticsPage", u"\u622a\u81f3\u65e5\u671f", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.figureTable.setAccessibleName(QCoreApplication.translate("StatisticsPage", u"\u7edf\u8ba1\u56fe", None))
#endif // QT_CONFIG(accessibility)
        self.titleLabel.setText("")
        self.noteLabel.setText("")
#if QT_CONFIG(accessibility)
        self.shapeSegments.setAccessibleName(QCoreApplication.translate("StatisticsPage", u"\u753b\u56fe\u6216\u8868\u683c", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.numbersTable.setAccessibleName(QCoreApplication.translate("StatisticsPage", u"\u7edf\u8ba1\u8868", None))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
