namespace ActorTraining.Experiments.Reports.Pages;

/// <summary>How the report looks: on a screen in the reader's theme, on a phone with rows as cards, on paper in black on white.</summary>
internal static class PageStyle
{
    /// <summary>The style sheet; without characters that XML would have to escape.</summary>
    public const string Sheet = """

        :root{color-scheme:light dark;--ground:#f5f6f8;--panel:#fff;--ink:#1f2730;--muted:#566170;--line:#dde2e8;--soft:#eef1f4;--accent:#0f3fc9;--good:#136b3a;--bad:#b3261e;--warn:#8a5300;--tint:#eef2fe}
        @media screen and (prefers-color-scheme:dark){:root{--ground:#0e1217;--panel:#151a21;--ink:#e6ebf1;--muted:#a0acbb;--line:#2a333e;--soft:#1c232c;--accent:#7fb0ff;--good:#6fd79a;--bad:#ff8f85;--warn:#f2bd6b;--tint:#17233c}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Helvetica,Arial,sans-serif;overflow-wrap:anywhere}
        main{max-width:1240px;margin:0 auto;padding:40px 24px 64px}
        h1{font-size:32px;line-height:1.2;margin:8px 0 12px;letter-spacing:-.01em}
        h2{font-size:21px;line-height:1.3;margin:44px 0 14px}
        h3{font-size:15px;line-height:1.4;margin:24px 0 8px}
        p{margin:0 0 10px}
        a{color:var(--accent)}
        .kicker{display:flex;flex-wrap:wrap;gap:6px 12px;align-items:center;margin:0;color:var(--muted);font-size:14px}
        .verdict{font-size:19px;line-height:1.45;max-width:56em;margin:0 0 8px}
        .description{color:var(--muted);max-width:60em;white-space:pre-line}
        .muted{color:var(--muted);font-weight:400}
        .note{color:var(--muted);font-size:14px;margin-top:10px}
        .badge{display:inline-block;padding:1px 9px;border-radius:99px;border:1px solid currentColor;font-size:13px;line-height:1.5;white-space:nowrap;color:var(--muted)}
        .badge.completed{color:var(--good)}
        .badge.failed{color:var(--bad)}
        .badge.running{color:var(--accent)}
        .badge.stopped,.badge.paused,.badge.pruned,.badge.cancelled{color:var(--warn)}
        .best{display:flex;flex-wrap:wrap;gap:20px 48px;background:var(--panel);border:1px solid var(--line);border-left:4px solid var(--accent);border-radius:10px;padding:20px 24px;margin:26px 0 0}
        .best p{margin:0}
        .best .result{flex:0 1 300px}
        .eyebrow{color:var(--muted);font-size:13px}
        .figure{font-size:42px;line-height:1.15;font-weight:650;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
        .best .name{margin-top:6px;font-weight:600}
        dl{margin:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:12px 24px}
        .best dl{flex:1 1 380px;align-content:start}
        dt{color:var(--muted);font-size:13px}
        dd{margin:0;font-variant-numeric:tabular-nums}
        .best ul,.filelist{list-style:none;margin:0;padding:0;font-size:15px}
        .filelist{columns:3 260px}
        .filelist li{break-inside:avoid}
        .scroll{overflow-x:auto;background:var(--panel);border:1px solid var(--line);border-radius:10px}
        table{border-collapse:collapse;width:100%;font-size:15px;font-variant-numeric:tabular-nums}
        th,td{text-align:left;padding:9px 14px;border-top:1px solid var(--line);vertical-align:baseline;overflow-wrap:normal}
        thead th{border-top:0;color:var(--muted);font-weight:500;font-size:13px;vertical-align:bottom}
        td{max-width:22em;overflow-wrap:anywhere}
        .number{text-align:right;white-space:nowrap}
        thead .number{white-space:normal}
        .word{white-space:nowrap}
        .choices{min-width:19em}
        .key{display:inline-flex;gap:8px;align-items:center;white-space:nowrap}
        .winner{background:var(--tint)}
        .winner .key{font-weight:700}
        .state{white-space:nowrap}
        .why{white-space:normal;font-size:13px;max-width:22em}
        .error{border-left:4px solid var(--bad);padding-left:14px;margin-top:18px}
        .error h3{margin:0 0 6px}
        pre{margin:0;padding:12px 14px;background:var(--panel);border:1px solid var(--line);border-radius:8px;font:13px/1.5 ui-monospace,"Cascadia Mono",Consolas,"DejaVu Sans Mono",monospace;white-space:pre-wrap;overflow-wrap:anywhere}
        .error pre{max-height:22em;overflow:auto}
        .charts{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:16px}
        .charts+.charts{margin-top:16px}
        .charts.small{grid-template-columns:repeat(3,minmax(0,1fr))}
        figure{margin:0;padding:14px 12px 8px;background:var(--panel);border:1px solid var(--line);border-radius:10px;break-inside:avoid}
        figcaption{padding:0 8px 6px;font-size:15px}
        .plot{display:block;width:100%;height:auto}
        .gallery{display:grid;grid-template-columns:repeat(auto-fill,minmax(200px,1fr));gap:16px}
        .gallery img{display:block;width:100%;height:auto;image-rendering:pixelated}
        .gallery .drawing{grid-column:1/-1}
        .gallery .drawing img{width:auto;max-width:100%;image-rendering:auto}
        .key .plot{width:22px;flex:none}
        .narrow{display:none}
        .columns{columns:2 380px;column-gap:40px}
        .topic{break-inside:avoid;padding-bottom:18px}
        .topic h3{margin-top:0}
        .topic ul{margin:0;padding-left:18px}
        .topic li{margin-bottom:6px}
        @media screen and (max-width:900px){.charts,.charts.small{grid-template-columns:minmax(0,1fr)}}
        @media screen and (max-width:560px){
        main{padding:22px 14px 40px}
        h1{font-size:25px}
        .verdict{font-size:17px}
        .best{padding:16px}
        .wide{display:none}
        .narrow{display:block}
        figure{padding:12px 2px 4px}
        figcaption{padding:0 10px 4px}
        .scroll{border:0;background:none;overflow:visible}
        table,tbody,tr,th,td{display:block}
        thead{display:none}
        tr{display:grid;grid-template-columns:1fr 1fr;gap:4px 16px;background:var(--panel);border:1px solid var(--line);border-radius:10px;padding:12px 14px;margin-bottom:10px}
        tr.winner{background:var(--tint);border-color:var(--accent)}
        th,td{padding:0;border:0;max-width:none}
        .choices{grid-column:1/-1;min-width:0}
        tbody th{grid-column:1/-1}
        .key::before{content:"Trial";font-weight:400;margin-right:-2px}
        .key .plot{order:-1}
        .number{text-align:left;white-space:normal}
        td::before{content:attr(data-label);display:block;color:var(--muted);font-size:12px}
        .state{grid-column:1/-1;padding-top:4px}
        .state::before{display:none}
        .filelist{columns:1}
        }
        @media print{
        @page{margin:14mm}
        :root{color-scheme:light}
        .wide{display:none}
        .narrow{display:block}
        body{background:none;font-size:10.5pt}
        main{max-width:none;padding:0}
        h1{font-size:20pt}
        h2{break-after:avoid;margin-top:22pt}
        h3{break-after:avoid}
        .best,.error,tr{break-inside:avoid}
        .scroll{overflow:visible}
        table{font-size:8.5pt}
        th,td{padding:4pt 5pt}
        .charts+.charts{margin-top:16px}
        .charts.small{grid-template-columns:repeat(2,minmax(0,1fr))}
        .error pre{max-height:none}
        a{color:inherit;text-decoration:none}
        }

        """;
}
