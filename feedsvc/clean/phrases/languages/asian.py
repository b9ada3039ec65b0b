# ruff: noqa: E501 -- a table of phrases reads better unbroken
"""What pages say in languages of Asia."""

from __future__ import annotations

from feedsvc.clean.phrases.languages.language import Language

ASIAN = (
    Language(
        "ar",
        read_on=(
            "[اإأ]قرأ المزيد|قراءة المزيد|(?:تابع|متابعة|أكمل|اكمل|مواصلة) القراءة|لقراءة المزيد"
            "|[اإأ]قرأ (?:الخبر|المقال) كاملا?ً?"
        ),
        more="المزيد|للمزيد",
        also="[اإأ]قرأ [أا]يض[اًا]+|[اإأ]قرئ?ي? [أا]يض[اًا]+",
        takes="قراءة",
        popular="الأكثر (?:قراءة|مشاهدة|تداولا)",
        by="بقلم|كتب|كتبه",
        writers="الكاتب|المؤلف|الناشر",
        changed_also="تحديث",
    ),
    Language("az", read_on="(?:ardını|davamını|ətraflı) oxu(?:yun)?", alone="daha ətraflı", more="ətraflı"),
    Language("bn", read_on="আর[ওো] পড়ুন|বিস্তারিত পড়ুন|পুরোটা পড়ুন", more="বিস্তারিত"),
    Language(
        "fa",
        read_on="ادامه[ٔ‌]? ?(?:مطلب|خبر|نوشته|مقاله)|بیشتر بخوانید|بیشتر بدانید|خواندن ادامه|ادامه خواندن",
        alone="متن کامل",
        more="بیشتر|ادامه",
        also="همچنین بخوانید",
        takes="مطالعه|خواندن",
        popular="پربازدیدترین(?:‌? ?ها)?|پربیننده ترین(?: ها)?",
        by="نویسنده",
    ),
    Language("gu", read_on="વધુ વાંચો|આગળ વાંચો"),
    Language(
        "he",
        read_on=(
            "קרא(?:ו|י)? (?:עוד|את ההמשך)|(?:ל)?המשך (?:ה)?קריאה|להמשך (?:ה)?כתבה|המשיכו לקרוא|המשך לקרוא|לקריאה נוספת"
            "|לכתבה המלאה|לידיעה המלאה"
        ),
        more="עוד|להמשך",
        also="קראו גם|קרא גם",
        takes="קריאה",
        popular="הנקראות ביותר|הנצפות ביותר",
        by="מאת",
        writers="מחבר|כותב",
        changed_also="עודכן",
    ),
    Language(
        "hi",
        read_on="और पढ़ें|और पढ़े|आगे पढ़ें|पूरा पढ़ें|पूरी (?:खबर|ख़बर) पढ़ें|अधिक पढ़ें|पढ़ना जारी रखें",
        also="यह भी पढ़ें|ये भी पढ़ें",
        changed_also="अपडेट",
    ),
    Language(
        "id",
        read_on=(
            "baca (?:selengkapnya|selanjutnya|lebih lanjut|lagi|seterusnya|artikel selengkapnya)"
            "|(?:lanjutkan|lanjut|teruskan) membaca"
        ),
        alone="selengkapnya",
        also="baca juga",
        takes="(?:waktu )?baca(?! (?:juga|selengkapnya))",
        popular="(?:berita )?terpopuler|berita populer|paling banyak dibaca",
        by="oleh|penulis",
        writers="penulis",
        changed_also="diperbarui",
    ),
    Language(
        "ja",
        read_on=(
            "(?:この記事の)?(?:続き|つづき)を?(?:読む|よむ|みる|見る)|続きは(?:こちら|コチラ)|もっと(?:見る|みる|読む)"
            "|(?:全文|記事全文|記事)を(?:読む|表示|見る)|詳しく(?:見る|はこちら|読む)|詳細を見る"
        ),
        more="もっと|続き|詳細",
        also="あわせて読みたい",
        takes="で読(?:め(?:る|ます)|み終わる|了)",
        spaced=False,
        day="今日|昨日|本日",
        picture="写真",
        related="関連(?:記事|ニュース)",
        titled="件名|題名|タイトル|表題|名称|案件名",
        issued="公表日|公開日|掲載日|発行日|登録日",
        besides="区分|種別|場所|担当課|部署|状態",
        popular="(?:アクセス|人気(?:記事)?)ランキング|人気(?:の)?記事|よく読まれ(?:ている|た)記事",
        writers="著者|投稿者|作成者|執筆者",
    ),
    Language("kk", read_on="толығырақ оқу|толық оқу|әрі қарай оқу", alone="толығырақ", also="тағы оқыңыз"),
    Language(
        "ko",
        read_on=(
            "더 ?(?:보기|읽기|알아보기)|계속 ?(?:읽기|보기)|자세히 ?(?:보기|읽기)|(?:기사 ?)?(?:전문|원문) ?(?:보기|읽기)"
        ),
        more="더",
        takes="읽기|읽는 시간|분량",
        spaced=False,
        day="오늘|어제",
        titled="제목|명칭|건명",
        issued="등록일|작성일|게시일|공고일",
        besides="작성자|담당부서|조회|상태|분류",
        popular="많이 ?본 ?(?:뉴스|기사)|인기 ?(?:뉴스|기사|글)",
        writers="작성자|글쓴이|등록자|작성부서|담당부서",
        changed_also="최종수정|수정|업데이트",
    ),
    Language("ml", read_on="കൂടുതൽ വായിക്കുക|തുടർന്ന് വായിക്കുക|കൂടുതൽ വായിക്കാൻ"),
    Language("mn", read_on="дэлгэрэнгүй унших|цааш унших", alone="дэлгэрэнгүй"),
    Language("mr", read_on="पुढे वाचा|अधिक वाचा|आणखी वाचा|सविस्तर वाचा"),
    Language("ms", read_on="baca (?:seterusnya|lanjut|lagi)|terus membaca", also="baca juga"),
    Language("ne", read_on="थप पढ्नुहोस्|पूरा पढ्नुहोस्|बाँकी पढ्नुहोस्"),
    Language("pa", read_on="ਹੋਰ ਪੜ੍ਹੋ|ਅੱਗੇ ਪੜ੍ਹੋ"),
    Language("ta", read_on="மேலும் (?:படிக்க|வாசிக்க|படிக்கவும்)|தொடர்ந்து படிக்க"),
    Language("te", read_on="ఇంకా చదవండి|మరింత చదవండి|పూర్తిగా చదవండి"),
    Language(
        "th",
        read_on="อ่าน(?:ต่อ|เพิ่มเติม|ทั้งหมด|ข่าวเต็ม|รายละเอียด)|ดูเพิ่มเติม",
        alone="ดูทั้งหมด",
        takes="อ่าน",
        spaced=False,
        popular="ข่าวยอดนิยม|บทความยอดนิยม",
        writers="ผู้เขียน|ผู้ประกาศ|ผู้โพสต์",
    ),
    Language("tl", read_on="magbasa pa|basahin (?:ang )?(?:higit pa|iba pa|buong)|ituloy ang pagbabasa"),
    Language(
        "tr",
        read_on=(
            "devamını (?:oku(?:yun)?|gör)|okumaya devam(?: et| edin)?|daha fazla(?:sını)? oku|tamamını oku(?:yun)?"
            "|devamı için"
        ),
        alone="(?:haberin|yazının) devamı",
        more="devamı|daha fazla",
        also="ayrıca oku(?:yun)?|bunu da oku(?:yun)?",
        ago_after="önce",
        day="bugün|dün",
        months="oca|şub|mar|nis|may|haz|tem|ağu|eyl|eki|kas|ara",
        comments="yorum",
        takes="okuma(?: süresi)?",
        popular="(?:en )?çok okunan(?:lar| haberler)?|popüler (?:haberler|yazılar)",
        by="yazar|yazan",
        writers="yazar(?:lar)?",
        changed_also="güncelle(?:me|ndi)",
    ),
    Language("ur", read_on="مزید پڑھ(?:یں|ئے|یے)|پڑھنا جاری رکھیں", alone="مکمل خبر", more="مزید"),
    Language(
        "uz",
        read_on="batafsil o['’‘ʻ]qish|davomini o['’‘ʻ]qi(?:ng|sh)",
        alone="batafsil|батафсил",
        also="shuningdek o['’‘ʻ]qing",
    ),
    Language(
        "vi",
        read_on="đọc (?:tiếp|thêm|toàn bộ)|xem (?:tiếp|thêm|chi tiết|đầy đủ)|tiếp tục đọc",
        more="thêm",
        takes="đọc(?! (?:thêm|tiếp))",
        popular="(?:tin )?(?:đọc|xem) nhiều(?: nhất)?|tin nổi bật nhất",
        by="tác giả",
        writers="tác giả|người đăng",
        changed_also="cập nhật",
    ),
    Language(
        "zh",
        read_on=(
            "(?:点击)?(?:阅读|查看|展开)(?:全文|更多|原文)|继续阅读|(?:點擊)?(?:閱讀|查看|展開)(?:全文|更多|原文)|繼續閱讀"
            "|(?:了解|瞭解)更多"
        ),
        alone="更多详情|更多詳情",
        more="更多|全文|详细|详情|詳情",
        takes="阅读(?!全文|更多|原文|量)|閱讀(?!全文|更多|原文|量)",
        spaced=False,
        changed="更新(?:时间|日時)?",
        published="发布(?:时间)?",
        changed_also="修改",
        day="今天|昨天|前天|今日|昨日",
        picture="图片?(?:来源)?|摄影",
        related="(?:相关|推荐)(?:阅读|报道|新闻|文章)",
        and_="和",
        titled="标题|標題|名称|名稱|题目|主题|案由",
        issued="发布日期|發布日期|公布日期|发文日期|日期",
        besides="状态|类型|类别|地点|部门|单位",
        popular="热门(?:文章|新闻|阅读|推荐|排行)|点击排行|阅读排行|熱門(?:文章|新聞)|閱讀排行",
        writers="作者|发布人|发布者|发布单位|发布部门|發布單位|發佈單位|發布者",
    ),
)
