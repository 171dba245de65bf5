//! Work on many things at once whose results come in the order of the things.

use std::{
    num::NonZero,
    sync::mpsc::{Receiver, sync_channel},
    thread,
};

/// How many finished results a worker may be ahead of the consumer: bounds what waits in memory.
const AHEAD: usize = 4;

/// Does `work` on every item, on all processors, and hands `consume` the results in the order
/// of the items. Worker `w` of `n` takes the items `w`, `w + n`, `w + 2n`, …, so that the next
/// result always comes from a known worker. Workers stop early when `consume` does.
pub fn in_order<T, R, A>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    consume: impl FnOnce(&mut dyn Iterator<Item = R>) -> A,
) -> A
where
    T: Sync,
    R: Send,
{
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(items.len());
    if workers <= 1 {
        return consume(&mut items.iter().map(work));
    }
    let work = &work;
    thread::scope(|scope| {
        let results: Vec<Receiver<R>> = (0..workers)
            .map(|worker| {
                let (sender, receiver) = sync_channel(AHEAD);
                scope.spawn(move || {
                    for item in items.iter().skip(worker).step_by(workers) {
                        if sender.send(work(item)).is_err() {
                            return;
                        }
                    }
                });
                receiver
            })
            .collect();
        let mut in_turn = (0..items.len()).map_while(|i| results[i % workers].recv().ok());
        let answer = consume(&mut in_turn);
        drop(results);
        answer
    })
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn results_come_in_order_and_work_stops_early() {
        for n in [0usize, 1, 2, 100] {
            let items: Vec<usize> = (0..n).collect();
            let squares = in_order(&items, |i| i * i, |results| results.collect::<Vec<_>>());
            assert_eq!(squares, items.iter().map(|i| i * i).collect::<Vec<_>>());
            let first = in_order(&items, |i| i + 1, |results| results.next());
            assert_eq!(first, items.first().map(|i| i + 1));
        }
    }
}
