// Facts of a page, from the browser's own boxes: what is wrong, and the colours of all text and of what is under it.
(() => {
    const wrong = [], pairs = {}, slack = 1;
    const box = element => element.getBoundingClientRect();
    const name = element => `${element.tagName} "${element.textContent.trim().slice(0, 40)}"`;
    const contains = (outer, inner, extra) => inner.left >= outer.left - extra && inner.right <= outer.right + extra
        && inner.top >= outer.top - extra && inner.bottom <= outer.bottom + extra;
    const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > slack
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2.5; // letters are lower than their boxes
    const hex = colour => '#' + colour.match(/\d+/g).slice(0, 3).map(n => (+n).toString(16).padStart(2, '0')).join('');

    const pair = (text, ground, what) => { pairs[`${text} ${ground}`] ??= what; };

    for (const svg of document.querySelectorAll('svg:not(.inline)')) {
        const frame = box(svg), scale = frame.width / svg.viewBox.baseVal.width;
        const texts = [...svg.querySelectorAll('text')], boxes = texts.map(box);
        const shapes = [...svg.querySelectorAll('rect')], grounds = shapes.map(box);
        if (!svg.querySelector('title').textContent || !svg.querySelector('desc').textContent)
            wrong.push('a picture without title or description');
        texts.forEach((text, i) => {
            const style = getComputedStyle(text), size = parseFloat(style.fontSize) * scale;
            if (!contains(frame, boxes[i], slack)) wrong.push(`${name(text)} is outside its picture`);
            if (size < 8.99) wrong.push(`${name(text)} is of ${size.toFixed(2)} px`);
            for (let j = i + 1; j < texts.length; j++)
                if (overlap(boxes[i], boxes[j])) wrong.push(`${name(text)} overlaps ${name(texts[j])}`);
            // the last shape below the middle of the text: a figure within it has to stay within
            const x = (boxes[i].left + boxes[i].right) / 2, y = (boxes[i].top + boxes[i].bottom) / 2;
            let ground = null;
            shapes.forEach((shape, k) => {
                const g = grounds[k];
                if (g.left <= x && x <= g.right && g.top <= y && y <= g.bottom
                    && shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING) ground = k;
            });
            if (ground !== null && (boxes[i].left < grounds[ground].left - slack
                                    || boxes[i].right > grounds[ground].right + slack))
                wrong.push(`${name(text)} is wider than what it stands on`);
            const under = ground === null ? '#ffffff' : hex(getComputedStyle(shapes[ground]).fill);
            for (const part of [text, ...text.querySelectorAll('tspan')])
                pair(hex(getComputedStyle(part).fill), under, name(part));
        });
    }

    const ground = element => {
        for (; element; element = element.parentElement) {
            const colour = getComputedStyle(element).backgroundColor;
            if (!colour.endsWith(', 0)')) return hex(colour);
        }
        return '#ffffff';
    };
    const within = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (within.nextNode()) {
        const text = within.currentNode, element = text.parentElement;
        if (!text.data.trim() || element.closest('svg')) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        for (const rectangle of range.getClientRects())
            if (rectangle.right > document.documentElement.clientWidth + slack)
                wrong.push(`${name(element)} is off the page`);
        if (parseFloat(getComputedStyle(element).fontSize) < 9) wrong.push(`${name(element)} is too small`);
        pair(hex(getComputedStyle(element).color), ground(element), name(element));
    }
    for (const element of document.querySelectorAll('td, th, .tile, figcaption, h1, h2, .who, .lead, dd'))
        if (element.scrollWidth > element.clientWidth + slack) wrong.push(`${name(element)} is wider than its box`);
    if (document.documentElement.scrollWidth > document.documentElement.clientWidth)
        wrong.push('the page is wider than the window');
    return {wrong, pairs, texts: document.querySelectorAll('svg text').length};
})()
