# ruff: noqa: E501 -- a table of phrases reads better unbroken
"""How each language says an age (`3 hours ago`) and a day near now: the one place where one is added.

Units stand in the order second, minute, hour, day, week, month, year, apart by spaces; `/` stands between forms,
`*` for any ending, `_` for a space. Words before and after an age are written as regular expressions.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ages:
    """The words of a language (BCP 47) for ages; those before or after them are enough."""

    code: str
    units: str
    before: str = ""
    after: str = ""
    one: str = ""
    """Words for the number one."""
    about: str = ""
    """Words between those before an age and its number, which say that it is not exact."""
    bare: bool = False
    """Whether a unit alone means one of it (`час назад`)."""


AGES = (
    Ages("en", "seconds/second/secs/sec/s minutes/minute/mins/min/m hours/hour/hrs/hr/h days/day/d weeks/week/wks/wk/w months/month/mos/mo years/year/yrs/yr/y", after="ago", one="an?|one"),
    Ages("de", "sek* min* std*/stunde* tag* woche* monat* jahr*", before="vor", one="einer|einem|einigen", about="über|mehr als|etwa|ungefähr|rund|circa|ca\\.?|knapp|fast|gut|weniger als"),
    Ages("fr", "sec* min* heures/heure/h jours/jour/j semaine*/sem mois ans/an/année*", before="il y a|ilya|depuis", one="une?", about="plus d(?:e|['’])|moins d(?:e|['’])|environ|presque|près d(?:e|['’])|à peu près|à peine"),
    Ages("es", "seg* min* horas/hora/h días/día/dias/dia semana*/sem meses/mes años/año", before="hace", after="atrás", one="una?", about="más de|mas de|menos de|casi|cerca de|alrededor de|aproximadamente|unos|unas"),
    Ages("it", "sec* min* ore/ora giorni/giorno/gg settiman* mesi/mese anni/anno", after="fa", one="un['’]|una?"),
    Ages("pt", "seg* min* horas/hora/h dias/dia semana* meses/mês anos/ano", before="há|ha|faz", after="atrás", one="uma?", about="mais de|menos de|quase|cerca de|aproximadamente|por volta de"),
    Ages("ca", "seg* min* hores/hora dies/dia setman* mesos/mes anys/any", before="fa", one="una?", about="més d(?:e|['’])|menys d(?:e|['’])|gairebé|quasi|aproximadament|prop d(?:e|['’])"),
    Ages("gl", "seg* min* horas/hora días/día seman* meses/mes anos/ano", before="hai", one="unha|un", about="máis de|menos de|case|preto de|aproximadamente"),
    Ages("eu", "seg* min* ordu* egun* aste* hilabete* urte*", before="duela|orain dela"),
    Ages("ro", "sec* min* ore/oră/ora zile/zi săptămân*/saptaman* luni/lună/luna ani/an", before="acum", after="în urmă|in urma", one="o|un", about="peste|mai mult de|mai puțin de|aproximativ|aproape|circa|vreo"),
    Ages("nl", "sec* min* uur/uren/uurtje dagen/dag weken/week maanden/maand jaar/jaren", after="geleden", one="een"),
    Ages("af", "sek* min* uur/ure dae/dag weke/week maande/maand jaar", after="gelede", one="'n|een"),
    Ages("sv", "sek* min* tim* dagar/dag/dygn veck* månad*/mån år", after="sedan", one="en|ett"),
    Ages("da", "sek* min* time*/t dage/dag/døgn uge* måned*/mdr år", after="siden", one="en|et"),
    Ages("nb", "sek* min* time*/t dager/dag/døgn uke* måned*/mnd år", after="siden", one="en|ett?"),
    Ages("is", "sek* mín* klukku* dög*/dag* vik* mánuð* ár*", before="fyrir", after="síðan", about="um|meira en|næstum|rúmlega"),
    Ages("fi", "sek*/s min* tunti*/tunnin/tuntia/t päiv*/vrk/pv viik*/vk kuuka*/kk vuo*/v", after="sitten"),
    Ages("et", "sekund* minut*/min tund*/tunni päev* nädal* kuu* aasta*", after="tagasi"),
    Ages("lv", "sekund* minūt*/min stund* dien* nedēļ* mēneš* gad*", before="pirms", about="apmēram|aptuveni|vairāk nekā|gandrīz"),
    Ages("lt", "sek* min* val* dien*/d sav* mėn* met*", before="prieš", about="maždaug|apie|daugiau (?:nei|kaip|negu)|beveik"),
    Ages("pl", "sek* min* godz* dni/dzień/dniem/dnia tygodni*/tydzień/tyg mies* rok/roku/lata/lat", after="temu", bare=True),
    Ages("cs", "sek*/vteř* min* hod* dny/dnem/dní/den týdn* měs* rok*/let*", before="před", about="více než|méně než|asi|přibližně|zhruba|cca|téměř"),
    Ages("sk", "sek* min* hod* dňami/dňom/dni týžd* mes* rok*", before="pred", about="viac ako|menej ako|asi|približne|zhruba|cca|takmer"),
    Ages("sl", "sek* min* ur* dnev*/dni/dnem tedn* mesec* let*", before="pred", about="več kot|manj kot|približno|okoli|skoraj"),
    Ages("hr", "sek* min* sat* dan*/d tjed* mjesec* godin*", before="prije|pre", about="više od|manje od|oko|otprilike|gotovo|skoro"),
    Ages("sr", "сек* мин* сат* дан* недељ*/седмиц* месец* годин*", before="пре|прије", about="више од|мање од|око|отприлике|скоро"),
    Ages("mk", "сек* мин* час* ден* недел* месец* годин*", before="пред", about="повеќе од|помалку од|околу|речиси"),
    Ages("bg", "сек* мин* час* дни/ден/дена седмиц* месец* годин*", before="преди", about="повече от|по-малко от|около|почти"),
    Ages("ru", "сек* мин* час* день/дня/дней/дн/сутки/суток недел*/нед месяц*/мес год/года/лет", after="назад", bare=True),
    Ages("uk", "сек* хв* год* день/дні/днів/дн тиж* місяц*/міс рік/роки/років/р", after="тому|назад", bare=True),
    Ages("be", "сек* хв* гадз* дзень/дні/дзён тыдз*/тыдн* месяц* год/гады/гадоў", after="таму|назад", bare=True),
    Ages("hu", "másodp*/mp perc* óra/órája/órával/órá* nap* hét/het*/hét* hónap* év*", after="ezelőtt|óta"),
    Ages("el", "δευτ* λεπτ*/λ ώρ*/ωρ* ημέρ*/μέρ*/ημερ* εβδομ* μήν*/μην* χρόν*/έτ*", before="πριν(?: από)?", after="πριν", one="μία|μια|ένα|έναν?", about="περίπου|περισσότερο από|λιγότερο από|πάνω από|σχεδόν"),
    Ages("tr", "saniye*/sn dakika*/dk saat* gün* hafta* ay yıl*", after="önce", one="bir"),
    Ages("az", "saniy* dəqiq* saat* gün* həftə* ay il", after="əvvəl"),
    Ages("uz", "soniya* daqiqa* soat* kun* hafta* oy* yil*", after="oldin|avval"),
    Ages("kk", "секунд* минут* сағат* күн* апта* ай* жыл*", after="бұрын"),
    Ages("sq", "sek* min* orë*/or* ditë/dit* javë/jav* muaj* vjet*/vit*", before="para", after="më parë", one="një", about="rreth|më shumë se|pothuajse"),
    Ages("id", "detik menit/mnt jam hari minggu bulan tahun", after="(?:yang )?lalu", one="se"),
    Ages("ms", "saat minit jam hari minggu bulan tahun", after="(?:yang )?lalu", one="se"),
    Ages("tl", "segundo* minuto* oras araw linggo buwan taon", after="(?:ang )?nakalipas|ang nakaraan"),
    Ages("vi", "giây phút giờ/tiếng ngày tuần tháng năm", after="trước"),
    Ages("hi", "सेकंड/सेकेंड/सेकण्ड मिनट घंटे/घंटा/घण्टे दिन हफ़्ते/हफ्ते/सप्ताह/हफ्ता महीने/महीना/माह साल/वर्ष", after="पहले|पूर्व", one="एक"),
    Ages("mr", "सेकंद* मिनिट* तास* दिवस* आठवड* महिन* वर्ष*", after="पूर्वी"),
    Ages("bn", "সেকেন্ড মিনিট ঘণ্টা/ঘন্টা দিন সপ্তাহ মাস বছর", after="আগে|পূর্বে"),
    Ages("ur", "سیکنڈ منٹ گھنٹے/گھنٹہ دن ہفتے/ہفتہ مہینے/ماہ سال", after="پہلے|قبل", one="ایک"),
    Ages("fa", "ثانیه دقیقه ساعت روز هفته ماه سال", after="پیش|قبل", one="یک"),
    Ages("ar", "ثوان*/ثاني* دقيق*/دقائق ساع* يوم*/أيام/ايام أسبوع*/أسابيع/اسبوع* شهر*/أشهر/شهور سن*/عام*/أعوام", before="منذ|قبل", bare=True, about="حوالي|نحو|أكثر من|اكثر من|أقل من|ما يقارب|تقريبا"),
    Ages("he", "שני* דק* שע* יומיים/ימים/יום שבוע* חודש* שנ*", before="לפני", bare=True, about="יותר מ-?|כ-?|בערך|כמעט"),
    Ages("th", "วินาที นาที ชั่วโมง/ชม. วัน สัปดาห์/อาทิตย์ เดือน ปี", after="ที่แล้ว|ก่อน|ที่ผ่านมา"),
    Ages("ta", "விநாடி*/வினாடி* நிமிட* மணி_நேர*/மணிநேர* நாள்*/நாட்* வார* மாத* ஆண்டு*/வருட*", after="முன்பு|முன்"),
    Ages("te", "సెకన్* నిమిష* గంట* రోజు* వార* నెల* సంవత్సర*", after="క్రితం"),
    Ages("ka", "წამ* წუთ* საათ* დღ* კვირ* თვ* წლ*", after="წინ"),
    Ages("hy", "վայրկյան* րոպե* ժամ* օր* շաբաթ* ամ* տար*", after="առաջ"),
    Ages("zh", "秒钟/秒鐘/秒 分钟/分鐘/分 小时/小時/个小时/個小時/時間 天/日 周/週/星期/个星期/週間 个月/個月/ヶ月/か月/カ月 年", after="[之以]?前"),
    Ages("ko", "초 분 시간 일 주일/주 개월/달 년", after="전"),
)  # fmt: skip
"""Every language of which ages are known."""

DAYS: tuple[tuple[int, str], ...] = (
    (0, "today heute hoy oggi hoje avui aujourd'hui aujourd’hui vandaag i_dag idag í_dag tänään täna šodien šiandien dzisiaj dziś dnes danes danas данас денес днес сегодня сьогодні сёння ma ma, azi astăzi astazi bugün bu_gün bugun бүгін sot hari_ini ngayong_araw hôm_nay आज আজ اليوم امروز היום วันนี้ இன்று ఈరోజు დღეს այսօր σήμερα 今天 今日 本日 오늘 آج heddiw gaur hoxe moments_ago gerade_eben soeben ahora_mismo poco_fa zojuist nyss przed_chwilą только_что щойно az_önce baru_saja vừa_xong たった今 방금_전"),
    (1, "yesterday gestern ayer ieri ontem ahir hier gisteren gister i_går igår í_gær eilen eile vakar wczoraj včera včeraj jučer juče јуче вчера вчора ўчора tegnap dün dünən kecha кеше dje kemarin semalam kelmarin kahapon hôm_qua कल গতকাল أمس امس دیروز אתמול เมื่อวาน เมื่อวานนี้ நேற்று నిన్న გუშინ երեկ χθες χτες 昨天 昨日 어제 گزشتہ_روز ddoe atzo onte"),
    (2, "vorgestern anteayer antier avant-hier eergisteren i_förrgår i_forgårs toissapäivänä przedwczoraj předevčírem predvčerom prekjučer prekjuče прекјуче завчера позавчера позавчора tegnapelőtt anteontem evvelsi_gün alaltăieri προχθές 前天 一昨日 그저께 그제 前日"),
)  # fmt: skip
"""Days near now by how long they are gone."""
SHORT_DAYS = frozenset(("hier", "ma", "ma,", "dje", "今日", "kecha", "sot", "onte"))
"""Such words that mean other things too: they are days only where a clock follows, or nothing else stands."""
