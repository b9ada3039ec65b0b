# ruff: noqa: E501 -- a table of names reads better unbroken
"""The names of months in every language: the one place where those of a language are added.

Twelve words a row; `/` stands between forms of one name, `_` for a space in it, and `*` for any ending. Their
beginnings of three to five letters are known by themselves where they name but one month of the row.
"""

from __future__ import annotations

MONTHS: tuple[tuple[str, str], ...] = (
    ("en", "january february march april may june july august september/sept october november december"),
    ("de", "januar/jänner/jän februar/feber märz/mrz april mai juni juli august september oktober november dezember"),
    ("fr", "janvier février/fevr mars avril mai juin juillet/juil août septembre octobre novembre décembre"),
    ("es", "enero febrero marzo abril mayo junio julio agosto septiembre/setiembre/sept octubre noviembre diciembre"),
    ("it", "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
    ("pt", "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
    ("ca", "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre"),
    ("gl", "xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro decembro"),
    ("eu", "urtarril* otsail* martxo* apiril* maiatz* ekain* uztail* abuztu* irail* urri* azaro* abendu*"),
    ("ro", "ianuarie februarie martie aprilie mai iunie iulie august septembrie/sept octombrie noiembrie decembrie"),
    ("nl", "januari februari maart/mrt april mei juni juli augustus september oktober november december"),
    ("af", "januarie februarie maart april mei junie julie augustus september oktober november desember"),
    ("sv", "januari februari mars april maj juni juli augusti september oktober november december"),
    ("da", "januar februar marts april maj juni juli august september oktober november december"),
    ("nb", "januar februar mars april mai juni juli august september oktober november desember"),
    ("is", "janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember"),
    ("fi", "tammi* helmi* maalis* huhti* touko* kesä* heinä* elo/elokuu* syys* loka* marras* joulu*"),
    ("et", "jaanuar* veebruar* märts* aprill* mai juuni* juuli* august* september* oktoob* november* detsember*"),
    ("lv", "janvār* februār* mart* aprīl* maij* jūnij* jūlij* august* septembr* oktobr* novembr* decembr*"),
    ("lt", "saus* vasar* kov* baland* geguž* birž*/birželio liep* rugpj*/rugpjūčio rugsė*/rugsėjo spal* lapkr*/lapkričio gruod*/gruodžio"),
    ("pl", "stycz*/sty lut* marzec/marca kwie*/kwi maj/maja czerw* lipiec/lipca sierp* wrze*/wrz paźdz*/paź listopad* grud*/gru"),
    ("cs", "leden/ledna únor* březen/března/břez duben/dubna květen/května červen/června/čvn červenec/července/čvc srpen/srpna září/zář říjen/října listopad* prosinec/prosince"),
    ("sk", "január* február* marec/marca apríl* máj/mája jún/júna júl/júla august* september/septembra október/októbra november/novembra december/decembra"),
    ("hu", "január* február* március*/márc április* május* június* július* augusztus* szeptember*/szept október* november* december*"),
    ("sl", "januar* februar* marec/marca april* maj/maja junij/junija julij/julija avgust* september/septembra oktober/oktobra november/novembra december/decembra"),
    ("hr", "siječanj/siječnja veljača/veljače ožujak/ožujka travanj/travnja svibanj/svibnja lipanj/lipnja srpanj/srpnja kolovoz* rujan/rujna listopad* studeni/studenoga/studenog prosinac/prosinca"),
    ("bs", "januar* februar* mart/marta april* maj/maja jun/juna/juni jul/jula/juli august*/avgust* septembar/septembra oktobar/oktobra novembar/novembra decembar/decembra"),
    ("sr", "јануар* фебруар* март/марта април* мај/маја јун/јуна јул/јула август* септембар/септембра октобар/октобра новембар/новембра децембар/децембра"),
    ("mk", "јануари февруари март април мај јуни јули август септември октомври ноември декември"),
    ("bg", "януари февруари март април май юни юли август септември октомври ноември декември"),
    ("ru", "январ*/янв феврал*/фев/февр март/марта/мар апрел*/апр май/мая июн* июл* август/августа/авг сентябр*/сен/сент октябр*/окт ноябр*/ноя/нояб декабр*/дек"),
    ("uk", "січ* лютий/лютого/лют берез* квіт* трав* черв* лип* серп* верес* жовт* листопад* груд*"),
    ("be", "студз* лютага/люты/лют сакавік* крас* май/мая чэрв* ліп* жні* верас* кастр* лістап* снеж*"),
    ("kk", "қаңтар* ақпан* наурыз* сәуір* мамыр* маусым* шілде* тамыз* қыркүйек* қазан* қараша* желтоқсан*"),
    ("el", "ιανουαρ*/ιαν φεβρουαρ*/φεβ μαρτι*/μαρτης/μαρ απριλι*/απρ μαϊος/μαιου/μάη/μάι ιουνι*/ιουν ιουλι*/ιουλ αυγουστ*/αυγ σεπτεμβρ*/σεπ/σεπτ οκτωβρ*/οκτ νοεμβρ*/νοε δεκεμβρ*/δεκ"),
    ("tr", "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık"),
    ("az", "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr"),
    ("uz", "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr"),
    ("sq", "janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor"),
    ("cy", "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr"),
    ("ga", "eanáir feabhra márta aibreán bealtaine meitheamh iúil lúnasa meán_fómhair deireadh_fómhair samhain nollaig"),
    ("id", "januari februari maret april mei juni juli agustus/ags/agt september oktober november/nopember desember"),
    ("ms", "januari februari mac april mei jun julai ogos september oktober november disember"),
    ("tl", "enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre"),
    ("sw", "januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba"),
    ("vi", "tháng_1/tháng_01/thg_1 tháng_2/tháng_02/thg_2 tháng_3/tháng_03/thg_3 tháng_4/tháng_04/thg_4 tháng_5/tháng_05/thg_5 tháng_6/tháng_06/thg_6 tháng_7/tháng_07/thg_7 tháng_8/tháng_08/thg_8 tháng_9/tháng_09/thg_9 tháng_10/thg_10 tháng_11/thg_11 tháng_12/thg_12"),
    ("vi", "tháng_một tháng_hai tháng_ba tháng_tư tháng_năm tháng_sáu tháng_bảy tháng_tám tháng_chín tháng_mười tháng_mười_một tháng_mười_hai"),
    ("hi", "जनवरी फरवरी/फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर/सितम्बर अक्टूबर/अक्तूबर नवंबर/नवम्बर दिसंबर/दिसम्बर"),
    ("mr", "जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर"),
    ("bn", "জানুয়ারি/জানুয়ারী ফেব্রুয়ারি/ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট/অগাস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর"),
    ("ta", "ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்"),
    ("te", "జనవరి ఫిబ్రవరి మార్చి ఏప్రిల్ మే జూన్ జులై/జూలై ఆగస్టు/ఆగస్ట్ సెప్టెంబర్ అక్టోబర్ నవంబర్ డిసెంబర్"),
    ("kn", "ಜನವರಿ ಫೆಬ್ರವರಿ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್ ಸೆಪ್ಟೆಂಬರ್ ಅಕ್ಟೋಬರ್ ನವೆಂಬರ್ ಡಿಸೆಂಬರ್"),
    ("ml", "ജനുവരി ഫെബ്രുവരി മാർച്ച് ഏപ്രിൽ മേയ്/മെയ് ജൂൺ ജൂലൈ ഓഗസ്റ്റ് സെപ്റ്റംബർ ഒക്ടോബർ നവംബർ ഡിസംബർ"),
    ("gu", "જાન્યુઆરી ફેબ્રુઆરી માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ/ઓગસ્ટ સપ્ટેમ્બર ઑક્ટોબર/ઓક્ટોબર નવેમ્બર ડિસેમ્બર"),
    ("pa", "ਜਨਵਰੀ ਫਰਵਰੀ/ਫ਼ਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ"),
    ("ur", "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر"),
    ("ar", "يناير فبراير مارس أبريل مايو يونيو/يونيه يوليو/يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"),
    ("ar", "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول"),
    ("ar", "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر"),
    ("ar", "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر"),
    ("fa", "ژانویه فوریه مارس آوریل مه/می ژوئن ژوئیه/جولای اوت/آگوست سپتامبر اکتبر نوامبر دسامبر"),
    ("he", "ינואר/בינואר פברואר/בפברואר מרץ/מרס/במרץ/במרס אפריל/באפריל מאי/במאי יוני/ביוני יולי/ביולי אוגוסט/באוגוסט ספטמבר/בספטמבר אוקטובר/באוקטובר נובמבר/בנובמבר דצמבר/בדצמבר"),
    ("th", "มกราคม/ม.ค กุมภาพันธ์/ก.พ มีนาคม/มี.ค เมษายน/เม.ย พฤษภาคม/พ.ค มิถุนายน/มิ.ย กรกฎาคม/ก.ค สิงหาคม/ส.ค กันยายน/ก.ย ตุลาคม/ต.ค พฤศจิกายน/พ.ย ธันวาคม/ธ.ค"),
    ("km", "មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ"),
    ("ka", "იანვ* თებერვ* მარტ* აპრილ* მაის* ივნის* ივლის* აგვისტო* სექტემბ* ოქტომბ* ნოემბ* დეკემბ*"),
    ("hy", "հունվար* փետրվար* մարտ* ապրիլ* մայիս* հունիս* հուլիս* օգոստոս* սեպտեմբեր* հոկտեմբեր* նոյեմբեր* դեկտեմբեր*"),
)  # fmt: skip
"""Languages with the months of the Gregorian calendar; one with several sets of names has several rows."""
PERSIAN = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
"""The months of the Persian solar calendar, from the spring equinox on."""
FILLERS = (
    "de del dels d of di do da den der the a al m gada gads г ж р ko оны ngày năm st nd rd th er ère eme e º ª o го е й ого ე "
    "ης η της του roku року рік года год у في म को का ค.ศ พ.ศ tanggal"
)
"""Words and endings that stand between the day, the month and the year."""
UNTIL = "to|till|until|through|bis|au|à|al|a|tot|t/m|do|til|по|и|та"
"""Words between the first of some days and the last one, or the second; alternatives of a regular expression."""
WORDS_TOO = (
    "out set sett ago mag ara sie gen lip lis led pro dub tem haz kas mac mach med elo lug lut gru loka nove dice prose "
    "listo sij stu kol tra svi spa vel دی تیر مهر مه می آب मे मई মে மே మే ಮೇ"
)
"""Names that are words of some language too: without a year they make a date only where nothing else stands."""
